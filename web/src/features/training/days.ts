import { fromField } from '@/lib/zoned';

interface Days {
  from?: string;
  to?: string;
}

/** From the first day's beginning to the last day's end, in the reader's zone, as the server takes moments. */
export function daysToMoments<Filter extends Days>(filter: Filter, zone: string): Filter {
  const { from, to } = filter;
  return {
    ...filter,
    from: from && fromField(`${from}T00:00`, zone).toISOString(),
    to: to && fromField(`${dayAfter(to)}T00:00`, zone).toISOString(),
  };
}

function dayAfter(day: string): string {
  return new Date(Date.parse(`${day}T00:00Z`) + 86_400_000).toISOString().slice(0, 10);
}
