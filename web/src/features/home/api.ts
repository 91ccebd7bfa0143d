import { queryOptions } from '@tanstack/react-query';
import { api } from '@/lib/api';
import type { ActionEntry } from '@/ui/ActionList';

interface Ref {
  id: string;
  name: string;
}

/** What waits for me. A part I may not see or act on is not there. */
export interface Home {
  asOf: string;
  actionItems?: { items: MyAction[]; total: number; overdue: number };
  toReview?: { items: Draft[]; total: number };
  movedCustomers?: { items: Mover[]; scope: 'mine' | 'all'; days: number };
  renewals?: { items: { id: string; name: string; renewalDate: string }[]; days: number };
  failedSyncs?: { items: FailedSync[]; failed: number; blocked: number };
  pendingApprovals?: { items: Approval[] };
}

export interface MyAction extends ActionEntry {
  conversationId: string;
  conversationTitle: string | null;
  turn: number | null;
}

export interface Draft {
  id: string;
  title: string;
  source: string;
  startedAt: string;
  customer: Ref | null;
}

export interface Mover extends Ref {
  entries: number;
  last: { at: string; source: string; title: string; link: string | null };
}

export interface FailedSync {
  conversationId: string;
  title: string;
  crmType: string;
  label: string;
  state: 'failed' | 'blocked';
  message: string | null;
  nextStep: string | null;
  at: string | null;
}

export interface Approval {
  id: string;
  providerName: string;
  requestedBy: string;
  requestedAt: string;
}

export const homeQuery = queryOptions({
  queryKey: ['home'],
  queryFn: ({ signal }) => api.get<Home>('/api/home', { signal }),
  meta: { live: ['conversation', 'timeline', 'customer', 'sync', 'connection'] },
});
