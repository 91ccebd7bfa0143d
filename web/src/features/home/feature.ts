import { IconHome } from '@tabler/icons-react';
import { createRoute } from '@tanstack/react-router';
import type { Feature } from '@/app/feature';
import { page } from '@/app/page';
import { shellRoute } from '@/app/routes';

export const routes = [
  createRoute({
    getParentRoute: () => shellRoute,
    path: '/home',
    component: page(() => import('./HomePage'), 'HomePage'),
  }),
] as const;

export const feature: Feature = {
  nav: [{ to: '/home', label: 'home:title', icon: IconHome, letter: 'h', section: 'work' }],
};
