import { queryOptions } from '@tanstack/react-query';
import { api } from './api';

/** How far the server's clock is ahead of ours, in milliseconds. In the demo its clock can be moved, so it is asked often. */
export const clockQuery = (demo: boolean) =>
  queryOptions({
    queryKey: ['clock'],
    queryFn: async ({ signal }) => {
      const asked = Date.now();
      const { now } = await api.get<{ now: string }>('/api/time', { signal });
      return new Date(now).getTime() - (asked + Date.now()) / 2;
    },
    refetchInterval: demo ? 3_000 : 5 * 60_000,
    staleTime: demo ? 2_000 : 60_000,
  });
