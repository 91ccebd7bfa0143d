import { queryOptions } from '@tanstack/react-query';
import { api, type Page } from './api';
import type { Role } from './session';

export interface User {
  id: string;
  name: string;
  email: string;
  role: Role;
  active: boolean;
  lastSeenAt: string | null;
}

/** The colleagues, for pickers and the members page. */
export const usersQuery = queryOptions({
  queryKey: ['users'],
  queryFn: async ({ signal }) =>
    (await api.get<Page<User>>('/api/users', { query: { limit: 200 }, signal })).items,
  staleTime: 60_000,
});
