import { IconHelp } from '@tabler/icons-react';
import { createRoute } from '@tanstack/react-router';
import type { Feature } from '@/app/feature';
import { page } from '@/app/page';
import { RouteFailure } from '@/app/RouteFailure';
import { rootRoute } from '@/app/routes';
import { Problem } from '@/lib/problem';
import { meQuery } from '@/lib/session';

/** Readable by everybody: in the shell for whoever is signed in, in a light frame for all others. */
const helpRoute = createRoute({
  getParentRoute: () => rootRoute,
  id: 'help',
  beforeLoad: async ({ context }): Promise<void> => {
    try {
      await context.queryClient.query({ ...meQuery, staleTime: 'static' });
    } catch (error) {
      if (!(error instanceof Problem && error.status === 401)) throw error;
    }
  },
  component: page(() => import('./HelpFrame'), 'HelpFrame'),
  errorComponent: RouteFailure,
});

const index = createRoute({
  getParentRoute: () => helpRoute,
  path: '/help',
  component: page(() => import('./GuidePage'), 'HelpPage'),
});

const api = createRoute({
  getParentRoute: () => helpRoute,
  path: '/help/api',
  component: page(() => import('./ApiPage'), 'ApiPage'),
});

const guide = createRoute({
  getParentRoute: () => helpRoute,
  path: '/help/$guide',
  component: page(() => import('./GuidePage'), 'GuidePage'),
});

export const routes = [helpRoute.addChildren([index, api, guide])] as const;

export const feature: Feature = {
  nav: [
    { to: '/help', label: 'help:title', icon: IconHelp, letter: 'h', section: 'system', secondary: true },
  ],
};
