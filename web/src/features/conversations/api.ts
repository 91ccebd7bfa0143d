import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { api, segment, type Page } from '@/lib/api';
import { pagesOf } from '@/lib/pages';
import type { Wording } from '@/said/said';

export interface Ref {
  id: string;
  name: string;
}

export const syncStates = ['failed', 'blocked', 'pending', 'synced'] as const;
export type SyncState = (typeof syncStates)[number];

export interface Brief {
  id: string;
  title: string;
  source: string;
  kind: 'meeting' | 'call';
  state: 'draft' | 'completed';
  startedAt: string;
  durationSeconds: number;
  customer: Ref | null;
  actionItemCount: number;
  sync?: { crmType: string; state: SyncState }[] | null;
}

export interface Participant {
  name: string;
  email: string | null;
  customerId: string | null;
  stakeholderId: string | null;
  unmatchedId: string | null;
  internal: boolean;
}

export interface SummaryDetails {
  /** Each sentence with the turn it stands on; none once a person wrote the text. */
  sentences: { text: string; turn: number }[];
  origin: 'built-in' | 'model' | 'entered';
  edited: boolean;
  generatedAt: string | null;
}

export interface Insight {
  id: string;
  kind: 'budget' | 'competitor' | 'decision_maker' | 'risk' | 'next_step';
  text: string;
  quote: string;
  turn: number;
  amount: number | null;
  currency: string | null;
  name: string | null;
  edited: boolean;
}

export const itemStatuses = ['open', 'done', 'cancelled'] as const;
export type ItemStatus = (typeof itemStatuses)[number];

export interface ActionItem {
  id: string;
  conversationId: string;
  conversationTitle: string | null;
  title: string;
  owner: string | null;
  ownerUserId: string | null;
  dueDate: string | null;
  status: ItemStatus;
  turn: number | null;
  quote: string | null;
  origin: string;
  edited: boolean;
}

export interface Standing {
  connectionId: string;
  crmType: string;
  label: string;
  state: SyncState;
  remoteId: string | null;
  remoteUrl: string | null;
  attempts: number;
  error: {
    code: string;
    errorClass?: string;
    message: string;
    nextStep: string;
    words?: Wording | null;
  } | null;
  nextAttemptAt: string | null;
  syncedAt: string | null;
  warnings: string[];
  warningWords?: Wording[];
}

export interface Conversation {
  id: string;
  title: string;
  source: string;
  kind: 'meeting' | 'call';
  state: 'draft' | 'completed';
  startedAt: string;
  durationSeconds: number;
  customerId: string | null;
  customer: Ref | null;
  participants: Participant[];
  summary: string | null;
  summaryDetails: SummaryDetails | null;
  insights: Insight[];
  actionItems: ActionItem[];
  transcriptFormat: string | null;
  turnCount: number;
  completedAt: string | null;
  sync?: Standing[] | null;
}

export interface Turn {
  index: number;
  speaker: string | null;
  startMs: number | null;
  endMs: number | null;
  text: string;
}

export interface Parsed {
  format: string;
  turns: number;
  speakers: string[];
  durationSeconds: number | null;
  problems: string[];
  problemWords?: Wording[];
}

export interface NewConversation {
  title: string;
  source: 'upload';
  kind: 'meeting' | 'call';
  startedAt: string;
  durationSeconds?: number;
  participants: { name?: string; email?: string }[];
  transcript?: { format?: string; content: string };
  customerId?: string;
}

export interface Preview {
  connectionId: string;
  crmType: string;
  requests: { method: string; path: string; purpose: string; body: unknown }[];
  warnings: string[];
  warningWords?: Wording[];
}

export interface ListFilters {
  query?: string;
  customer?: string;
  state?: string;
  sync?: string;
}

const live = ['conversation', 'sync'] as const;

export const conversationsQuery = ({ query, customer, state, sync }: ListFilters) =>
  pagesOf<Brief>(['conversations', 'list'], '/api/conversations', { query, customer, state, sync }, live);

export const conversationKey = (id: string) => ['conversations', id] as const;

export const conversationQuery = (id: string) =>
  queryOptions({
    queryKey: conversationKey(id),
    queryFn: ({ signal }) => api.get<Conversation>(`/api/conversations/${segment(id)}`, { signal }),
    meta: { live },
  });

export const transcriptQuery = (id: string) =>
  pagesOf<Turn>(['conversations', id, 'transcript'], `/api/conversations/${segment(id)}/transcript`, {
    limit: 500,
  });

export const parseQuery = (content: string) =>
  queryOptions({
    queryKey: ['conversations', 'parse', content],
    queryFn: ({ signal }) => api.post<Parsed>('/api/conversations/parse', { body: { content }, signal }),
    enabled: content.trim() !== '',
    staleTime: Infinity,
    gcTime: 0,
    placeholderData: keepPreviousData,
  });

export const previewQuery = (id: string, connection: string | undefined) =>
  queryOptions({
    queryKey: ['conversations', id, 'preview', connection],
    queryFn: ({ signal }) =>
      api.get<Preview>(`/api/conversations/${segment(id)}/sync/preview`, { query: { connection }, signal }),
    staleTime: 0,
    gcTime: 0,
    retry: false,
  });

export interface ItemFilters {
  status?: string;
  mine?: boolean;
  customer?: string;
}

export const actionItemsQuery = ({ status = 'open', mine, customer }: ItemFilters) =>
  pagesOf<ActionItem>(
    ['action-items', 'list'],
    '/api/action-items',
    { status: status === 'all' ? undefined : status, mine, customer },
    ['conversation'],
  );

export const createConversation = (given: NewConversation) =>
  api.post<Conversation>('/api/conversations', { body: given });

/** With the transcript as the file it is: the server knows more encodings than a text field. */
export function uploadConversation(given: NewConversation, file: File): Promise<Conversation> {
  const body = new FormData();
  body.set('conversation', new Blob([JSON.stringify(given)], { type: 'application/json' }));
  body.set('file', file);
  return api.post<Conversation>('/api/conversations', { body });
}

export const changeConversation = (
  id: string,
  change: { title?: string; kind?: string; customerId?: string | null; summary?: string | null },
) => api.patch<Conversation>(`/api/conversations/${segment(id)}`, { body: change });

export const completeConversation = (id: string) =>
  api.post<Conversation>(`/api/conversations/${segment(id)}/complete`);

export const generateSummary = (id: string) =>
  api.post<Conversation>(`/api/conversations/${segment(id)}/summary`);

export const syncAgain = (id: string) => api.post(`/api/conversations/${segment(id)}/sync`);

export const deleteConversation = (id: string) => api.delete(`/api/conversations/${segment(id)}`);

export const restoreConversation = (id: string) => api.post(`/api/conversations/${segment(id)}/restore`);

/** Null empties a field; what is left out stays. */
export interface ItemChange {
  title?: string;
  owner?: string | null;
  ownerUserId?: string;
  dueDate?: string | null;
  status?: ItemStatus;
}

export const addItem = (conversation: string, item: ItemChange) =>
  api.post<ActionItem>(`/api/conversations/${segment(conversation)}/action-items`, { body: item });

export const changeItem = (id: string, change: ItemChange) =>
  api.patch<ActionItem>(`/api/action-items/${segment(id)}`, { body: change });

export const deleteItem = (id: string) => api.delete(`/api/action-items/${segment(id)}`);

export const restoreItem = (id: string) => api.post(`/api/action-items/${segment(id)}/restore`);

export const changeInsight = (id: string, change: { text?: string; name?: string }) =>
  api.patch<Conversation>(`/api/insights/${segment(id)}`, { body: change });

export const deleteInsight = (id: string) => api.delete<Conversation>(`/api/insights/${segment(id)}`);

/** People one may have talked with: those of customers, by the beginning of a name or an address. */
export const peopleChoicesQuery = (query: string) =>
  queryOptions({
    queryKey: ['people', 'choices', query],
    queryFn: async ({ signal }) =>
      (
        await api.get<Page<{ id: string; name: string; emails: string[] }>>('/api/people', {
          query: { query, limit: 20 },
          signal,
        })
      ).items,
    staleTime: 30_000,
  });

export const connectionChoicesQuery = queryOptions({
  queryKey: ['integrations', 'choices'],
  queryFn: async ({ signal }) =>
    (await api.get<Page<{ id: string; label: string; crmType: string }>>('/api/integrations/crm', { signal }))
      .items,
  staleTime: 30_000,
  meta: { live: ['connection'] },
});
