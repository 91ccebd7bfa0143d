import type { QueryClient } from '@tanstack/react-query';
import { createRouter } from '@tanstack/react-router';
import * as auth from '@/features/auth/feature';
import * as conversations from '@/features/conversations/feature';
import * as customers from '@/features/customers/feature';
import * as help from '@/features/help/feature';
import * as home from '@/features/home/feature';
import * as integrations from '@/features/integrations/feature';
import * as monitor from '@/features/monitor/feature';
import * as settings from '@/features/settings/feature';
import * as training from '@/features/training/feature';
import * as videos from '@/features/videos/feature';
import * as voices from '@/features/voices/feature';
import * as webhooks from '@/features/webhooks/feature';
import { indexRoute, rootRoute, shellRoute } from './routes';

const routeTree = rootRoute.addChildren([
  ...auth.routes,
  ...help.routes,
  training.joinRoute,
  shellRoute.addChildren([
    indexRoute,
    ...home.routes,
    ...customers.routes,
    ...conversations.routes,
    ...videos.routes,
    ...voices.routes,
    ...training.routes,
    ...integrations.routes,
    ...monitor.routes,
    ...webhooks.routes,
    ...settings.routes,
  ]),
]);

export function createAppRouter(queryClient: QueryClient) {
  return createRouter({
    routeTree,
    context: { queryClient },
    defaultPreload: 'intent',
    defaultPreloadStaleTime: 0, // the query cache decides what is fresh
    scrollRestoration: true,
    defaultStructuralSharing: true,
  });
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof createAppRouter>;
  }
}
