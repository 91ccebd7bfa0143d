import { IconPlugConnected } from '@tabler/icons-react';
import { createRoute } from '@tanstack/react-router';
import type { Feature } from '@/app/feature';
import { page } from '@/app/page';
import { shellRoute } from '@/app/routes';
import { textFilters } from '@/lib/filters';

const list = createRoute({
  getParentRoute: () => shellRoute,
  path: '/integrations',
  validateSearch: textFilters('error'),
  staticData: { requires: 'integrations:read' },
  component: page(() => import('./IntegrationsPage'), 'IntegrationsPage'),
});

const provider = createRoute({
  getParentRoute: () => shellRoute,
  path: '/integrations/$provider',
  validateSearch: textFilters('connected', 'error', 'connection', 'object'),
  staticData: { requires: 'integrations:read' },
  component: page(() => import('./ProviderPage'), 'ProviderPage'),
});

export const routes = [list, provider] as const;

export const feature: Feature = {
  nav: [
    {
      to: '/integrations',
      label: 'integrations:title',
      icon: IconPlugConnected,
      requires: 'integrations:read',
      letter: 'i',
      section: 'system',
    },
  ],
};
