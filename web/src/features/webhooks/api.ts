import { queryOptions } from '@tanstack/react-query';
import { api, segment, type Page } from '@/lib/api';
import { pagesOf } from '@/lib/pages';
import type { Wording } from '@/said/said';

export interface Endpoint {
  id: string;
  name: string;
  url: string;
  events: string[];
  active: boolean;
  state: 'active' | 'failing' | 'disabled';
  disabledReason: string | null;
  disabledWords?: Wording | null;
  previousSecretUntil: string | null;
  createdAt: string;
  stats: { delivered: number; failed: number; pending: number };
}

export interface EventType {
  type: string;
  description: string;
  example: unknown;
}

export const deliveryStates = ['pending', 'delivered', 'failed', 'blocked', 'dead', 'cancelled'] as const;
export type DeliveryState = (typeof deliveryStates)[number];

export interface Delivery {
  id: string;
  eventId: string;
  eventType: string;
  state: DeliveryState;
  attempts: number;
  responseStatus: number | null;
  error: string | null;
  createdAt: string;
  deliveredAt: string | null;
  nextAttemptAt: string | null;
}

export interface DeliveryDetail extends Delivery {
  payload: unknown;
  responseBody: string | null;
  attemptLog: {
    number: number;
    at: string;
    durationMs: number;
    status: number | null;
    outcome: string;
    code?: string | null;
    error: string | null;
    excerpt: string;
  }[];
}

export interface EndpointFields {
  name?: string;
  url?: string;
  events?: string[];
  active?: boolean;
}

export interface Sent {
  status: number | null;
  durationMs: number;
  bodyExcerpt: string;
  error: string | null;
  code?: string | null;
}

const path = '/api/integrations/webhooks';
const one = (id: string) => `${path}/${segment(id)}`;

export const endpointsQuery = queryOptions({
  queryKey: ['webhooks', 'list'],
  queryFn: async ({ signal }) => (await api.get<Page<Endpoint>>(path, { signal })).items,
  meta: { live: ['webhook-delivery'] },
});

export const endpointQuery = (id: string) =>
  queryOptions({
    queryKey: ['webhooks', id],
    queryFn: ({ signal }) => api.get<Endpoint>(one(id), { signal }),
    meta: { live: ['webhook-delivery'] },
  });

export const eventTypesQuery = queryOptions({
  queryKey: ['webhooks', 'event-types'],
  queryFn: async ({ signal }) => (await api.get<Page<EventType>>(`${path}/event-types`, { signal })).items,
  staleTime: Infinity,
});

export interface DeliveryFilters {
  state?: string;
  eventType?: string;
  from?: string;
  to?: string;
}

export const deliveriesQuery = (id: string, { state, eventType, from, to }: DeliveryFilters) =>
  pagesOf<Delivery>(['webhooks', id, 'deliveries'], `${one(id)}/deliveries`, { state, eventType, from, to }, [
    'webhook-delivery',
  ]);

export const deliveryQuery = (id: string) =>
  queryOptions({
    queryKey: ['webhooks', 'delivery', id],
    queryFn: ({ signal }) => api.get<DeliveryDetail>(`${path}/deliveries/${segment(id)}`, { signal }),
    meta: { live: ['webhook-delivery'] },
  });

export const createEndpoint = (fields: EndpointFields) =>
  api.post<Endpoint & { secret: string }>(path, { body: fields });

export const changeEndpoint = (id: string, fields: EndpointFields) =>
  api.patch<Endpoint>(one(id), { body: fields });

export const deleteEndpoint = (id: string) => api.delete(one(id));

export const rotateSecret = (id: string) =>
  api.post<{ secret: string; previousValidUntil: string }>(`${one(id)}/rotate-secret`);

export const sendTest = (id: string, event: string | undefined) =>
  api.post<Sent>(`${path}/test`, { body: { id, event } });

export const redeliver = (delivery: string) => api.post(`${path}/deliveries/${segment(delivery)}/redeliver`);

export const redeliverRange = (id: string, from: string, to: string) =>
  api.post<{ count: number }>(`${one(id)}/redeliver`, { body: { from, to } });
