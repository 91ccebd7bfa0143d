import { createRoute } from '@tanstack/react-router';
import { page } from '@/app/page';
import { rootRoute } from '@/app/routes';

const text = (value: unknown) => (typeof value === 'string' && value !== '' ? value : undefined);

export const routes = [
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/login',
    validateSearch: (search): { from?: string; expired?: boolean; changed?: boolean } => ({
      from: text(search.from),
      expired: search.expired === true ? true : undefined,
      changed: search.changed === true ? true : undefined,
    }),
    component: page(() => import('./LoginPage'), 'LoginPage'),
  }),
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/setup',
    component: page(() => import('./SetupPage'), 'SetupPage'),
  }),
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/auth/reset',
    component: page(() => import('./ForgottenPage'), 'ForgottenPage'),
  }),
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/auth/reset/$token',
    component: page(() => import('./ResetPage'), 'ResetPage'),
  }),
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/invitation/$token',
    component: page(() => import('./InvitationPage'), 'InvitationPage'),
  }),
] as const;
