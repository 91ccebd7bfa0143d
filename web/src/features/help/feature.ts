import { IconHelp } from '@tabler/icons-react';
import { createRoute } from '@tanstack/react-router';
import type { Feature } from '@/app/feature';
import { page } from '@/app/page';
import { shellRoute } from '@/app/routes';

const index = createRoute({
  getParentRoute: () => shellRoute,
  path: '/help',
  component: page(() => import('./GuidePage'), 'HelpPage'),
});

const api = createRoute({
  getParentRoute: () => shellRoute,
  path: '/help/api',
  component: page(() => import('./ApiPage'), 'ApiPage'),
});

const guide = createRoute({
  getParentRoute: () => shellRoute,
  path: '/help/$guide',
  component: page(() => import('./GuidePage'), 'GuidePage'),
});

export const routes = [index, api, guide] as const;

export const feature: Feature = {
  nav: [
    { to: '/help', label: 'help:title', icon: IconHelp, letter: 'h', section: 'system', secondary: true },
  ],
};
