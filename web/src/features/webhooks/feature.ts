import { IconWebhook } from '@tabler/icons-react';
import { createRoute } from '@tanstack/react-router';
import type { Feature } from '@/app/feature';
import { page } from '@/app/page';
import { shellRoute } from '@/app/routes';
import { textFilters } from '@/lib/filters';

const list = createRoute({
  getParentRoute: () => shellRoute,
  path: '/integrations/webhooks',
  validateSearch: textFilters('open'),
  staticData: { requires: 'webhooks:read' },
  component: page(() => import('./WebhooksPage'), 'WebhooksPage'),
});

const one = createRoute({
  getParentRoute: () => shellRoute,
  path: '/integrations/webhooks/$webhookId',
  validateSearch: textFilters('state', 'eventType', 'from', 'to'),
  staticData: { requires: 'webhooks:read' },
  component: page(() => import('./WebhookPage'), 'WebhookPage'),
});

export const routes = [list, one] as const;

export const feature: Feature = {
  nav: [
    {
      to: '/integrations/webhooks',
      label: 'webhooks:title',
      icon: IconWebhook,
      requires: 'webhooks:read',
      letter: 'w',
      section: 'system',
    },
  ],
  commands: [
    {
      id: 'webhook-new',
      label: 'webhooks:new.action',
      icon: IconWebhook,
      requires: 'webhooks:manage',
      to: '/integrations/webhooks?open=new',
    },
  ],
};
