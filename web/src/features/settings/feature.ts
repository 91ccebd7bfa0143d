import { IconSettings } from '@tabler/icons-react';
import { createRoute } from '@tanstack/react-router';
import type { Feature } from '@/app/feature';
import { page } from '@/app/page';
import { shellRoute } from '@/app/routes';

const layout = createRoute({
  getParentRoute: () => shellRoute,
  path: '/settings',
  component: page(() => import('./SettingsLayout'), 'SettingsLayout'),
});

const profile = createRoute({
  getParentRoute: () => layout,
  path: '/',
  component: page(() => import('./ProfilePage'), 'ProfilePage'),
});

const tree = layout.addChildren([profile]);

export const routes = [tree] as const;

export const feature: Feature = {
  nav: [{ to: '/settings', label: 'settings:title', icon: IconSettings, letter: 's', section: 'system' }],
};
