import { IconActivity } from '@tabler/icons-react';
import { createRoute } from '@tanstack/react-router';
import type { Feature } from '@/app/feature';
import { page } from '@/app/page';
import { shellRoute } from '@/app/routes';

const monitor = createRoute({
  getParentRoute: () => shellRoute,
  path: '/integrations/monitor',
  staticData: { requires: 'monitor:read' },
  component: page(() => import('./MonitorPage'), 'MonitorPage'),
});

export const routes = [monitor] as const;

export const feature: Feature = {
  nav: [
    {
      to: '/integrations/monitor',
      label: 'monitor:title',
      icon: IconActivity,
      requires: 'monitor:read',
      letter: 'm',
      section: 'system',
    },
  ],
};
