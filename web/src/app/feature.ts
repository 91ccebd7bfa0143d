import type { Icon } from '@tabler/icons-react';
import { may, type Me, type Permission, type Role } from '@/lib/session';

/**
 * What a feature adds to the app. Each feature folder has one `feature.ts` that exports its `routes`
 * (added to the tree in router.tsx) and a `Feature` (added to the list in features.ts).
 */
export interface Feature {
  nav?: readonly NavEntry[];
  /** Verbs for the palette; named like the buttons that do the same. */
  commands?: readonly Command[];
  /** Records the palette can find. */
  search?: readonly RecordSearch[];
}

export interface NavEntry {
  to: string;
  /** A key of the `app` namespace, or `feature:key`. */
  label: string;
  icon: Icon;
  requires?: Permission;
  /** Shown to these roles only: the page is open to others too, who seldom need it. */
  roles?: readonly Role[];
  /** The letter after G. */
  letter?: string;
  section: 'work' | 'reach' | 'system';
  /** Left out of a phone's bar, which has room for four; "More" still has it. */
  secondary?: boolean;
}

export interface Command {
  id: string;
  label: string;
  icon: Icon;
  requires?: Permission;
  /** Either goes somewhere (an address of the app) … */
  to?: string;
  /** … or does something at once. */
  run?: () => void;
}

export interface RecordSearch {
  label: string;
  icon: Icon;
  requires?: Permission;
  find: (text: string, signal: AbortSignal) => Promise<FoundRecord[]>;
}

export interface FoundRecord {
  id: string;
  title: string;
  detail?: string;
  to: string;
}

export function visible<T extends { requires?: Permission; roles?: readonly Role[] }>(
  entries: readonly T[],
  me: Me,
): T[] {
  return entries.filter(({ requires, roles }) => may(me, requires) && (roles?.includes(me.role) ?? true));
}
