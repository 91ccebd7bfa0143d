import { queryOptions, useSuspenseQuery } from '@tanstack/react-query';
import { api } from './api';

export type Role =
  'admin' | 'csm' | 'leader' | 'rep' | 'coordinator' | 'instructor' | 'learner' | 'agency' | 'developer';

export const roles: readonly Role[] = [
  'admin',
  'csm',
  'leader',
  'rep',
  'coordinator',
  'instructor',
  'learner',
  'agency',
  'developer',
];

export type Permission =
  | 'customers:read'
  | 'customers:write'
  | 'conversations:read'
  | 'conversations:write'
  | 'integrations:read'
  | 'integrations:request'
  | 'integrations:manage'
  | 'webhooks:read'
  | 'webhooks:manage'
  | 'monitor:read'
  | 'audit:read'
  | 'members:manage'
  | 'organization:manage'
  | 'videos'
  | 'training'
  | 'training:manage'
  | 'api-keys:manage'
  | 'events:write';

export interface Me {
  id: string;
  email: string;
  name: string;
  role: Role;
  organization: { id: string; name: string; zone: string };
  permissions: Permission[];
  locale: 'en' | 'ar';
  zone: string;
  demo: boolean;
  unreadNotices: number;
  singleKeyShortcuts?: boolean;
}

export const meQuery = queryOptions({
  queryKey: ['me'],
  queryFn: ({ signal }) => api.get<Me>('/api/me', { signal }),
  staleTime: 5 * 60_000,
  meta: { live: ['notice'] },
});

/** The signed-in person. Only inside the shell, which has made sure there is one. */
export function useMe(): Me {
  return useSuspenseQuery(meQuery).data;
}

export function may(me: Me, permission: Permission | undefined): boolean {
  return permission === undefined || me.permissions.includes(permission);
}

export function useMay(permission: Permission): boolean {
  return may(useMe(), permission);
}

/** Where a person begins the day: with what their role is for, else by what they may see. */
export function startPage(me: Me): '/home' | '/settings' | '/instructor/sessions' | '/my-courses' {
  if (me.role === 'instructor') return '/instructor/sessions';
  if (me.role === 'learner') return '/my-courses';
  return may(me, 'customers:read') || may(me, 'conversations:read') ? '/home' : '/settings';
}

/** Only addresses of our own may be returned to after signing in. */
export function safeReturn(address: string | undefined): string | undefined {
  if (!address?.startsWith('/') || /^\/[/\\]/.test(address) || address.startsWith('/login')) return undefined;
  return address;
}
