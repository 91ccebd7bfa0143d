import { queryOptions } from '@tanstack/react-query';
import { api, segment } from '@/lib/api';
import type { Role } from '@/lib/session';

export interface SetUp {
  organizationName: string;
  zone: string;
  name: string;
  email: string;
  password: string;
}

export interface Invitation {
  organizationName: string;
  email: string;
  name?: string | null;
  role: Role;
}

export const signIn = (credentials: { email: string; password: string }) =>
  api.post('/api/auth/login', { body: credentials });

export const signOut = () => api.post('/api/auth/logout');

export const setUp = (details: SetUp) => api.post('/api/setup', { body: details });

export const setupQuery = queryOptions({
  queryKey: ['setup'],
  queryFn: ({ signal }) => api.get<{ needed: boolean }>('/api/setup', { signal }),
  staleTime: Infinity,
});

export const invitationQuery = (token: string) =>
  queryOptions({
    queryKey: ['invitation', token],
    queryFn: ({ signal }) => api.get<Invitation>(`/api/invitations/by-token/${segment(token)}`, { signal }),
    staleTime: Infinity,
  });

export const acceptInvitation = (token: string, details: { name: string; password: string }) =>
  api.post(`/api/invitations/by-token/${segment(token)}/accept`, { body: details });

export const askForReset = (email: string) => api.post('/api/auth/reset', { body: { email } });

export const resetLinkQuery = (token: string) =>
  queryOptions({
    queryKey: ['reset', token],
    queryFn: ({ signal }) => api.get<{ email: string }>(`/api/auth/reset/${segment(token)}`, { signal }),
    staleTime: Infinity,
  });

export const resetPassword = (token: string, password: string) =>
  api.post(`/api/auth/reset/${segment(token)}`, { body: { password } });
