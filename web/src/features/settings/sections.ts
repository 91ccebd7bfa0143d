import type { Permission } from '@/lib/session';

interface Section {
  to: string;
  label: string;
  requires: Permission | undefined;
}

/** The pages under Settings, in the order of their list. */
export const sections = [
  { to: '/settings', label: 'profile.title', requires: undefined },
  { to: '/settings/security', label: 'security.title', requires: undefined },
  { to: '/settings/organisation', label: 'organisation.title', requires: 'organization:manage' },
  { to: '/settings/members', label: 'members.title', requires: 'members:manage' },
  { to: '/settings/api-keys', label: 'keys.title', requires: 'api-keys:manage' },
  { to: '/settings/audit', label: 'audit.title', requires: 'audit:read' },
  { to: '/settings/outbox', label: 'outbox.title', requires: 'members:manage' },
  { to: '/settings/system', label: 'zoom.title', requires: 'training:manage' },
] as const satisfies readonly Section[];
