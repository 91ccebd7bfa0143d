import type { QueryClient } from '@tanstack/react-query';
import { createRootRouteWithContext, createRoute, redirect } from '@tanstack/react-router';
import { Problem } from '@/lib/problem';
import { meQuery, startPage, type Permission } from '@/lib/session';
import { NotFound } from './NotFound';
import { page } from './page';
import { RouteFailure } from './RouteFailure';

declare module '@tanstack/react-router' {
  interface StaticDataRouteOption {
    /** Without this right the address answers with an explanation. */
    requires?: Permission;
  }
}

export const rootRoute = createRootRouteWithContext<{ queryClient: QueryClient }>()({
  component: page(() => import('./Root'), 'Root'),
  notFoundComponent: NotFound,
  errorComponent: RouteFailure,
});

/** Everything behind the sign-in: rail, palette, notices. A signed-out visitor comes back here after signing in. */
export const shellRoute = createRoute({
  getParentRoute: () => rootRoute,
  id: 'shell',
  component: page(() => import('./shell/Shell'), 'Shell'),
  errorComponent: RouteFailure,
  beforeLoad: async ({ context, location }): Promise<void> => {
    try {
      await context.queryClient.query({ ...meQuery, staleTime: 'static' });
    } catch (error) {
      if (error instanceof Problem && error.status === 401) {
        throw redirect({ to: '/login', search: { from: location.href === '/' ? undefined : location.href } });
      }
      throw error;
    }
  },
});

export const indexRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/',
  beforeLoad: async ({ context }): Promise<void> => {
    throw redirect({ to: startPage(await context.queryClient.query({ ...meQuery, staleTime: 'static' })) });
  },
});
