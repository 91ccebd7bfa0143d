/** Between moments and what a date-and-time field shows, in a zone that need not be the browser's. */
export function toField(moment: Date, zone: string): string {
  return new Date(moment.getTime() + offset(moment.getTime(), zone)).toISOString().slice(0, 16);
}

/** "2026-03-12T14:05" in the zone, as a moment. In the hour a clock skips, the moment after it. */
export function fromField(field: string, zone: string): Date {
  const local = Date.parse(`${field}Z`);
  const guess = local - offset(local, zone);
  return new Date(local - offset(guess, zone));
}

function offset(at: number, zone: string): number {
  const parts = new Intl.DateTimeFormat('en-CA-u-ca-gregory-nu-latn', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  }).formatToParts(at);
  const part = (type: string) => Number(parts.find((each) => each.type === type)?.value);
  const seen = Date.UTC(
    part('year'),
    part('month') - 1,
    part('day'),
    part('hour'),
    part('minute'),
    part('second'),
  );
  return seen - Math.floor(at / 1000) * 1000;
}
