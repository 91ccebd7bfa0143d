import { IconKey, IconSettings, IconUserPlus } from '@tabler/icons-react';
import { createRoute } from '@tanstack/react-router';
import type { Feature } from '@/app/feature';
import { page } from '@/app/page';
import { shellRoute } from '@/app/routes';
import { textFilters } from '@/lib/filters';

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

const security = createRoute({
  getParentRoute: () => layout,
  path: '/security',
  component: page(() => import('./SecurityPage'), 'SecurityPage'),
});

const organisation = createRoute({
  getParentRoute: () => layout,
  path: '/organisation',
  staticData: { requires: 'organization:manage' },
  component: page(() => import('./OrganisationPage'), 'OrganisationPage'),
});

const members = createRoute({
  getParentRoute: () => layout,
  path: '/members',
  validateSearch: textFilters('query', 'role', 'open'),
  staticData: { requires: 'members:manage' },
  component: page(() => import('./MembersPage'), 'MembersPage'),
});

const apiKeys = createRoute({
  getParentRoute: () => layout,
  path: '/api-keys',
  validateSearch: textFilters('open'),
  staticData: { requires: 'api-keys:manage' },
  component: page(() => import('./ApiKeysPage'), 'ApiKeysPage'),
});

const audit = createRoute({
  getParentRoute: () => layout,
  path: '/audit',
  validateSearch: textFilters('action', 'actor', 'subject', 'from', 'to'),
  staticData: { requires: 'audit:read' },
  component: page(() => import('./AuditPage'), 'AuditPage'),
});

const outbox = createRoute({
  getParentRoute: () => layout,
  path: '/outbox',
  staticData: { requires: 'members:manage' },
  component: page(() => import('./OutboxPage'), 'OutboxPage'),
});

const system = createRoute({
  getParentRoute: () => layout,
  path: '/system',
  staticData: { requires: 'training:manage' },
  component: page(() => import('@/features/training/ZoomSettingsPage'), 'ZoomSettingsPage'),
});

const tree = layout.addChildren([profile, security, organisation, members, apiKeys, audit, outbox, system]);

export const routes = [tree] as const;

export const feature: Feature = {
  nav: [{ to: '/settings', label: 'settings:title', icon: IconSettings, letter: 's', section: 'system' }],
  commands: [
    {
      id: 'member-invite',
      label: 'settings:members.invite',
      icon: IconUserPlus,
      requires: 'members:manage',
      to: '/settings/members?open=invite',
    },
    {
      id: 'api-key-new',
      label: 'settings:keys.new',
      icon: IconKey,
      requires: 'api-keys:manage',
      to: '/settings/api-keys?open=new',
    },
  ],
};
