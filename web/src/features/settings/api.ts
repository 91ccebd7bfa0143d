import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { api, segment, type Page } from '@/lib/api';
import { pagesOf } from '@/lib/pages';
import { meQuery, type Me, type Permission, type Role } from '@/lib/session';
import type { User } from '@/lib/users';

export type ProfileChange = Partial<Pick<Me, 'name' | 'locale' | 'zone' | 'singleKeyShortcuts'>>;

/** Changes the profile and what the open page knows of it. */
export function useProfileChange() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (change: ProfileChange) => api.patch('/api/me', { body: change }),
    onSuccess: (_answer, change) => {
      queryClient.setQueryData(meQuery.queryKey, (me) => me && { ...me, ...change });
      return queryClient.invalidateQueries({ queryKey: meQuery.queryKey });
    },
  });
}

export const changePassword = (body: { current: string; new: string }) =>
  api.post('/api/me/password', { body });

export interface Session {
  id: string;
  createdAt: string;
  lastSeenAt: string;
  address: string;
  userAgent: string;
  current: boolean;
}

export const sessionsQuery = queryOptions({
  queryKey: ['sessions'],
  queryFn: async ({ signal }) => (await api.get<Page<Session>>('/api/sessions-of-mine', { signal })).items,
});

export const endSession = (id: string) => api.delete(`/api/sessions-of-mine/${segment(id)}`);
export const endOtherSessions = () => api.delete('/api/sessions-of-mine');

export interface Organisation {
  id: string;
  name: string;
  zone: string;
  hourlyApiLimit: number;
  competitors: string[];
}

export const organisationQuery = queryOptions({
  queryKey: ['organisation'],
  queryFn: ({ signal }) => api.get<Organisation>('/api/organization', { signal }),
});

export const changeOrganisation = (change: Partial<Omit<Organisation, 'id'>>) =>
  api.patch<Organisation>('/api/organization', { body: change });

export const membersQuery = (filters: { query?: string; role?: string }) =>
  pagesOf<User>(['users', 'list'], '/api/users', { query: filters.query, role: filters.role });

export const changeMember = (id: string, change: { role?: Role; active?: boolean }) =>
  api.patch(`/api/users/${segment(id)}`, { body: change });

export interface Invitation {
  id: string;
  email: string;
  name: string | null;
  role: Role;
  invitedBy: string;
  createdAt: string;
  expiresAt: string;
  expired: boolean;
}

export const invitationsQuery = queryOptions({
  queryKey: ['invitations'],
  queryFn: async ({ signal }) => (await api.get<Page<Invitation>>('/api/invitations', { signal })).items,
});

export const invite = (body: { email: string; role: Role; name?: string }) =>
  api.post<{ id: string; link: string; email: string }>('/api/invitations', { body });

export const withdrawInvitation = (id: string) => api.delete(`/api/invitations/${segment(id)}`);

export interface ApiKey {
  id: string;
  name: string;
  scopes: Permission[];
  prefix: string;
  owner: { id: string; name: string };
  createdAt: string;
  lastUsedAt: string | null;
  expiresAt: string | null;
}

export const apiKeysQuery = queryOptions({
  queryKey: ['api-keys'],
  queryFn: async ({ signal }) => (await api.get<Page<ApiKey>>('/api/api-keys', { signal })).items,
});

export const makeApiKey = (body: { name: string; scopes: Permission[]; expiresAt: string | null }) =>
  api.post<ApiKey & { key: string }>('/api/api-keys', { body });

export const revokeApiKey = (id: string) => api.delete(`/api/api-keys/${segment(id)}`);

export interface AuditEntry {
  id: string;
  at: string;
  actor: { id: string | null; name: string; kind: string };
  action: string;
  subjectType: string;
  subjectId: string | null;
  details: Record<string, unknown>;
}

export interface AuditFilters {
  action?: string;
  actor?: string;
  subject?: string;
  from?: string;
  to?: string;
}

export const auditQuery = ({ action, actor, subject, from, to }: AuditFilters) =>
  pagesOf<AuditEntry>(['audit'], '/api/audit', { action, actor, subject, from, to });

export interface OutboxMessage {
  id: string;
  to: string;
  subject: string;
  text: string;
  html: string | null;
  /** The name of the file that goes with it. */
  attachment: string | null;
  createdAt: string;
  sentAt: string | null;
  /** kept: there is no mail server, a person passes it on. */
  state: 'kept' | 'waiting' | 'sent' | 'failed';
  attempts: number;
  error: string | null;
}

export const outboxQuery = pagesOf<OutboxMessage>(['outbox'], '/api/outbox', {}, ['notice']);

export const attachmentAddress = (id: string) => `/api/outbox/${segment(id)}/attachment`;

export const markSent = (id: string) => api.post(`/api/outbox/${segment(id)}/mark-sent`);
