import { queryOptions } from '@tanstack/react-query';
import { api, segment, type Page } from '@/lib/api';
import type { Wording } from '@/said/said';

export type ConnectionState =
  'connected' | 'needs_reconnect' | 'pending_approval' | 'paused' | 'disconnected';
export type HealthState = 'healthy' | 'degraded' | 'failing' | 'disconnected';

export interface Budget {
  limit: number;
  used: number;
  windowSeconds: number;
  asOf: string;
}

export interface Connection {
  id: string;
  provider: string;
  crmType: string;
  label: string;
  auth?: string;
  state: ConnectionState;
  health: { state: HealthState; reason: string; nextStep: string; words?: Wording };
  externalAccount: string | null;
  settings?: Record<string, string>;
  lastSuccessAt: string | null;
  lastSyncAt: string | null;
  createdAt: string;
  createdBy: string | null;
  credentialAgeDays: number | null;
  budget: Budget | null;
  permissions: { manage: boolean };
}

export interface CatalogueItem {
  provider: string;
  name: string;
  category: string;
  auth: string[];
  description: string;
  docsUrl: string;
  available: boolean;
  connections: Connection[];
}

export interface ApprovalRequest {
  id: string;
  provider: string;
  providerName: string;
  label: string | null;
  requestedBy: string;
  requestedAt: string;
  state: string;
}

export interface Check {
  check: string;
  ok: boolean;
  message: string;
  nextStep: string | null;
  words?: Wording;
}

export interface Field {
  name: string;
  label: string;
  type: string;
  length: number;
  required: boolean;
  custom: boolean;
  writable: boolean;
  options: { value: string; label: string }[];
}

export const crmObjects = ['activity', 'call', 'task', 'contact', 'company', 'deal'] as const;
export type CrmObject = (typeof crmObjects)[number];

export interface MappingItem {
  source: string;
  object: CrmObject;
  field: string;
  enabled: boolean;
  warning?: string | null;
  warningWords?: Wording | null;
}

export interface Mappings {
  items: MappingItem[];
  sources: { id: string; label: string; example: string }[];
  /** What never leaves through this connection, and what could be kept from it. */
  excluded: string[];
  excludable: string[];
}

/** Records that have fields to be filled as one likes. */
export const mappableObjects = ['activity', 'contact'] as const;

export interface Suggestion {
  source: string;
  object: CrmObject;
  field: string;
  label: string;
  /** 0 to 1 */
  confidence: number;
}

/** Values are empty when any text of the option's form will do */
export interface Option {
  name: string;
  values: string[];
  value: string;
}

export interface Job {
  id: string;
  state: 'queued' | 'running' | 'done' | 'failed' | 'cancelled';
  progress: { done: number; total: number };
  message: string;
  result?: { total: number; synced: number; failed: number; waiting: number } | null;
}

export const catalogueQuery = queryOptions({
  queryKey: ['integrations', 'catalogue'],
  queryFn: async ({ signal }) => (await api.get<Page<CatalogueItem>>('/api/integrations', { signal })).items,
  meta: { live: ['connection', 'sync'] },
});

export const requestsQuery = queryOptions({
  queryKey: ['integrations', 'requests'],
  queryFn: async ({ signal }) =>
    (await api.get<Page<ApprovalRequest>>('/api/integrations/requests', { signal })).items,
  meta: { live: ['connection'] },
});

export const checksQuery = (connection: string) =>
  queryOptions({
    queryKey: ['integrations', connection, 'checks'],
    queryFn: async ({ signal }) =>
      (await api.get<Page<Check>>('/api/integrations/crm/checks', { query: { connection }, signal })).items,
    staleTime: 60_000,
    retry: false,
  });

export const fieldsKey = (connection: string, object: string) =>
  ['integrations', connection, 'fields', object] as const;

export const fetchFields = (connection: string, object: string, refresh: boolean, signal?: AbortSignal) =>
  api.get<{ object: string; fields: Field[]; asOf: string }>('/api/integrations/crm/fields', {
    query: { connection, object, refresh: refresh || undefined },
    signal,
  });

export const fieldsQuery = (connection: string, object: string) =>
  queryOptions({
    queryKey: fieldsKey(connection, object),
    queryFn: ({ signal }) => fetchFields(connection, object, false, signal),
    staleTime: 5 * 60_000,
    retry: false,
  });

export const mappingsKey = (connection: string) => ['integrations', connection, 'mappings'] as const;

export const mappingsQuery = (connection: string) =>
  queryOptions({
    queryKey: mappingsKey(connection),
    queryFn: ({ signal }) =>
      api.get<Mappings>(`/api/integrations/crm/${segment(connection)}/mappings`, { signal }),
    staleTime: 60_000,
  });

export const optionsQuery = (connection: string) =>
  queryOptions({
    queryKey: ['integrations', connection, 'options'],
    queryFn: async ({ signal }) =>
      (await api.get<Page<Option>>(`/api/integrations/crm/${segment(connection)}/options`, { signal })).items,
  });

export const jobQuery = (id: string) =>
  queryOptions({
    queryKey: ['jobs', id],
    queryFn: ({ signal }) => api.get<Job>(`/api/jobs/${segment(id)}`, { signal }),
    refetchInterval: ({ state }) =>
      state.data && ['done', 'failed', 'cancelled'].includes(state.data.state) ? false : 1000,
    meta: { live: ['job'] },
  });

export interface ConnectRequest {
  label?: string;
  loginHost?: string;
  connectionId?: string;
}

export type Begun = { authorizeUrl: string } | { state: 'pending_approval'; requestId: string };

export const connect = (provider: string, request: ConnectRequest = {}) =>
  api.post<Begun>(`/api/integrations/${segment(provider)}/connect`, { body: request });

export const connectWithToken = (crmType: string, config: { apiKey: string; portalId?: string }) =>
  api.post<Connection>('/api/integrations/crm', { body: { crmType, config } });

export const decide = (id: string, verdict: 'approve' | 'decline') =>
  api.post(`/api/integrations/requests/${segment(id)}/${verdict}`);

export const changeConnection = (
  id: string,
  change: { label?: string; paused?: boolean; options?: Record<string, string> },
) => api.patch<Connection>(`/api/integrations/crm/${segment(id)}`, { body: change });

export const disconnect = (id: string) => api.delete(`/api/integrations/crm/${segment(id)}`);

export const testConnection = (id: string) =>
  api.post<{ ok: boolean; message: string; nextStep: string; durationMs: number; words?: Wording }>(
    `/api/integrations/crm/${segment(id)}/test`,
  );

export const syncAll = (connectionId: string) =>
  api.post<{ jobId: string }>('/api/integrations/crm/sync', { body: { connectionId } });

export const cancelJob = (id: string) => api.post<Job>(`/api/jobs/${segment(id)}/cancel`);

export const suggestionsQuery = (connection: string) =>
  queryOptions({
    queryKey: [...mappingsKey(connection), 'suggestions'],
    queryFn: async ({ signal }) =>
      (
        await api.get<Page<Suggestion>>(`/api/integrations/crm/${segment(connection)}/mappings/suggestions`, {
          signal,
        })
      ).items,
    staleTime: 60_000,
  });

export const saveMappings = (connection: string, items: MappingItem[], excluded: string[]) =>
  api.put<Mappings>(`/api/integrations/crm/${segment(connection)}/mappings`, {
    body: {
      items: items.map(({ source, object, field, enabled }) => ({ source, object, field, enabled })),
      excluded,
    },
  });
