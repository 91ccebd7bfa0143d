import type { Permission } from '@/lib/session';

/** The pages under Settings, in the order of their list. */
export const sections = [
  { to: '/settings', label: 'profile.title', requires: undefined },
] as const satisfies readonly {
  to: string;
  label: string;
  requires: Permission | undefined;
}[];
