import { queryOptions } from '@tanstack/react-query';
import { api, segment } from '@/lib/api';
import { pagesOf } from '@/lib/pages';
import type { Wording } from '@/said/said';

export interface Numbers {
  syncedToday: number;
  failed: number;
  pending: number;
  blocked: number;
  avgSyncSeconds: number | null;
  asOf: string;
  zone: string;
}

export interface Activity {
  id: string;
  at: string;
  conversationId: string;
  conversationTitle: string;
  connectionId: string;
  crmType: string;
  operation: string;
  outcome: string;
  durationMs: number;
  remoteId: string | null;
}

export const errorClasses = [
  'auth',
  'validation',
  'rate',
  'not_found',
  'transient',
  'configuration',
] as const;
export type ErrorClass = (typeof errorClasses)[number];

export interface Failure {
  syncId: string;
  conversationId: string;
  conversationTitle: string;
  connectionId: string;
  crmType: string;
  state: string;
  errorClass: ErrorClass;
  code: string;
  message: string;
  nextStep: string;
  words?: Wording | null;
  payload: unknown;
  attempts: number;
  at: string;
  nextAttemptAt: string | null;
  retryable: boolean;
}

const live = ['monitor', 'sync'] as const;

export const numbersQuery = queryOptions({
  queryKey: ['monitor', 'numbers'],
  queryFn: ({ signal }) => api.get<Numbers>('/api/monitor', { signal }),
  refetchInterval: 60_000, // midnight comes without being announced
  meta: { live },
});

export const activityQuery = pagesOf<Activity>(
  ['monitor', 'activity'],
  '/api/monitor/activity',
  { limit: 25 },
  live,
);

export const failuresQuery = pagesOf<Failure>(['monitor', 'errors'], '/api/monitor/errors', {}, live);

export const retry = (syncId: string) => api.post(`/api/monitor/errors/${segment(syncId)}/retry`);

export const retryAll = () =>
  api.post<{ retried: number }>('/api/monitor/errors/retry', { body: { all: true } });
