import { queryOptions } from '@tanstack/react-query';
import { api, type Page } from '@/lib/api';
import type { ActionEntry } from '@/ui/ActionList';

export interface RecentConversation {
  id: string;
  title: string;
  source: string;
  startedAt: string;
  customer: { id: string; name: string } | null;
}

export interface MyCustomer {
  id: string;
  name: string;
  renewalDate: string | null;
  health?: { band: string } | null;
  lastActivityAt: string | null;
}

export const myActionsQuery = queryOptions({
  queryKey: ['action-items', { mine: true, status: 'open' }],
  queryFn: async ({ signal }) =>
    (
      await api.get<Page<ActionEntry>>('/api/action-items', {
        query: { mine: true, status: 'open', limit: 20 },
        signal,
      })
    ).items,
  meta: { live: ['conversation'] },
});

export const recentConversationsQuery = queryOptions({
  queryKey: ['conversations', 'recent'],
  queryFn: async ({ signal }) =>
    (await api.get<Page<RecentConversation>>('/api/conversations', { query: { limit: 6 }, signal })).items,
  meta: { live: ['conversation'] },
});

export const myCustomersQuery = (owner: string) =>
  queryOptions({
    queryKey: ['customers', 'mine', owner],
    queryFn: ({ signal }) =>
      api.get<Page<MyCustomer>>('/api/customers', { query: { owner, sort: 'renewal', limit: 8 }, signal }),
    meta: { live: ['customer', 'timeline'] },
  });
