import type { TrainingHealth } from '@/features/training/zoom';
import { queryOptions } from '@tanstack/react-query';
import { api, segment, type Page } from '@/lib/api';
import { pagesOf } from '@/lib/pages';
import type { Wording } from '@/said/said';

export interface Ref {
  id: string;
  name: string;
}

export const bands = ['healthy', 'watch', 'at_risk', 'not_measured'] as const;
export type Band = (typeof bands)[number];

export interface Health {
  band: Band;
  reason?: string | null;
  /** What it will be made of; a component is null while nothing was measured. */
  components?: { training?: TrainingHealth | null };
}

export interface Customer {
  id: string;
  name: string;
  domains: string[];
  segment: string | null;
  lifecycle: string | null;
  owner: Ref | null;
  renewalDate: string | null;
  stakeholderCount: number;
  lastActivityAt: string | null;
  health?: Health | null;
}

export interface Stakeholder {
  id: string;
  name: string;
  emails: string[];
  role: string | null;
  title: string | null;
}

export interface CustomerDetail extends Customer {
  region: string | null;
  externalIds: Record<string, string>;
  stakeholders: Stakeholder[];
}

/** Null empties a field; what a change leaves out stays. */
export interface CustomerFields {
  name: string;
  domains: string[];
  segment: string | null;
  lifecycle: string | null;
  ownerId: string | null;
  renewalDate: string | null;
  region: string | null;
}

export interface StakeholderFields {
  name: string;
  emails: string[];
  role: string | null;
  title: string | null;
}

export interface Person extends Stakeholder {
  customerId: string;
  customerName: string | null;
}

export interface Activity {
  id: string;
  at: string;
  kind: string;
  source: string;
  actor: { name: string } | null;
  subject: Ref | null;
  title: string;
  summary: string | null;
  /** Of the summary, where it is a sentence of ours. */
  words?: Wording | null;
  link: string | null;
}

export interface ActionItem {
  id: string;
  title: string;
  owner: string | null;
  dueDate: string | null;
  status: 'open' | 'done' | 'cancelled';
  conversationId?: string;
}

export interface ImportResult {
  rows: number;
  created: number;
  updated: number;
  rejected: { row: number; column: string | null; message: string; words?: Wording }[];
}

export interface Sighting {
  id: string;
  provider: string;
  externalId: string | null;
  email: string | null;
  name: string | null;
  firstSeenAt: string;
  lastSeenAt: string;
  sightings: number;
  suggestions: { customerId: string; name: string; why: string }[];
}

export interface ListFilters {
  query?: string;
  owner?: string;
  segment?: string;
  lifecycle?: string;
  sort?: string;
}

export const customersQuery = ({ query, owner, segment: of, lifecycle, sort }: ListFilters) =>
  pagesOf<Customer>(['customers', 'list'], '/api/customers', { query, owner, segment: of, lifecycle, sort }, [
    'timeline',
    'customer',
  ]);

export const customerQuery = (id: string) =>
  queryOptions({
    queryKey: ['customers', id],
    queryFn: ({ signal }) => api.get<CustomerDetail>(`/api/customers/${segment(id)}`, { signal }),
    meta: { live: ['sync', 'timeline', 'customer'] },
  });

export const timelineQuery = (id: string, source: string | undefined) =>
  pagesOf<Activity>(['customers', id, 'timeline'], `/api/customers/${segment(id)}/timeline`, { source }, [
    'timeline',
  ]);

export interface TimelineSources {
  items: { source: string; count: number }[];
  total: number;
  definition: string;
  asOf: string;
}

export const sourcesQuery = (id: string) =>
  queryOptions({
    queryKey: ['customers', id, 'timeline', 'sources'],
    queryFn: ({ signal }) =>
      api.get<TimelineSources>(`/api/customers/${segment(id)}/timeline/sources`, { signal }),
    meta: { live: ['timeline'] },
  });

/** What is to be done and the facts that speak for it, as the server's rules see it. */
export type NextStep = { link: string | null } & (
  | { kind: 'overdue_actions'; because: { count: number; since: string; title: string } }
  | { kind: 'failed_sync'; because: { count: number; crmTypes: string[] } }
  | { kind: 'renewal_near'; because: { date: string; days: number } }
  | { kind: 'renewal_passed'; because: { date: string } }
  | { kind: 'no_contact'; because: { days: number; lastAt?: string; addedAt?: string } }
  | { kind: 'to_review'; because: { count: number; title: string } }
);

export const nextStepsQuery = (id: string) =>
  queryOptions({
    queryKey: ['customers', id, 'next-steps'],
    queryFn: async ({ signal }) =>
      (await api.get<{ items: NextStep[] }>(`/api/customers/${segment(id)}/next-steps`, { signal })).items,
    meta: { live: ['timeline', 'customer', 'conversation', 'sync'] },
  });

export interface CrmField {
  connectionId: string;
  crmType: string;
  label: string;
  record: string;
  field: string;
  value: string;
  conversation: { id: string; title: string };
  writtenAt: string;
}

export const crmFieldsQuery = (id: string) =>
  queryOptions({
    queryKey: ['customers', id, 'crm-fields'],
    queryFn: async ({ signal }) =>
      (await api.get<Page<CrmField>>(`/api/customers/${segment(id)}/crm-fields`, { signal })).items,
    meta: { live: ['sync'] },
  });

export const openActionsQuery = (customer: string) =>
  queryOptions({
    queryKey: ['action-items', { customer, status: 'open' }],
    queryFn: async ({ signal }) =>
      (await api.get<Page<ActionItem>>('/api/action-items', { query: { customer, status: 'open' }, signal }))
        .items,
    meta: { live: ['conversation'] },
  });

export const peopleQuery = (query: string | undefined) =>
  pagesOf<Person>(['people'], '/api/people', { query });

export const unmatchedQuery = pagesOf<Sighting>(['unmatched'], '/api/unmatched', { state: 'open' }, [
  'unmatched',
]);

export const createCustomer = (fields: CustomerFields) => api.post<Ref>('/api/customers', { body: fields });

export const changeCustomer = (id: string, fields: Partial<CustomerFields>) =>
  api.patch(`/api/customers/${segment(id)}`, { body: fields });

export const archiveCustomer = (id: string) => api.delete(`/api/customers/${segment(id)}`);

export const restoreCustomer = (id: string) => api.post(`/api/customers/${segment(id)}/restore`);

export const addStakeholder = (customer: string, fields: StakeholderFields) =>
  api.post(`/api/customers/${segment(customer)}/stakeholders`, { body: fields });

export const changeStakeholder = (id: string, fields: StakeholderFields) =>
  api.patch(`/api/stakeholders/${segment(id)}`, { body: fields });

export const restoreStakeholder = (id: string) => api.post(`/api/stakeholders/${segment(id)}/restore`);

export const removeStakeholder = (id: string) => api.delete(`/api/stakeholders/${segment(id)}`);

export function importCustomers(file: File, dryRun: boolean): Promise<ImportResult> {
  const body = new FormData();
  body.set('file', file);
  return api.post<ImportResult>('/api/customers/import', { query: { dryRun }, body });
}

export const resolveSighting = (
  id: string,
  to: { customerId: string; stakeholderId?: string; createStakeholder?: boolean },
) => api.post(`/api/unmatched/${segment(id)}/resolve`, { body: to });

export const reopenSighting = (id: string) => api.post(`/api/unmatched/${segment(id)}/reopen`);

export const ignoreSighting = (id: string) => api.post(`/api/unmatched/${segment(id)}/ignore`);

/** Customers whose name begins like what was typed, for pickers. */
export const customerChoicesQuery = (query: string) =>
  queryOptions({
    queryKey: ['customers', 'choices', query],
    queryFn: async ({ signal }) =>
      (await api.get<Page<Customer>>('/api/customers', { query: { query, limit: 20 }, signal })).items,
    staleTime: 30_000,
  });
