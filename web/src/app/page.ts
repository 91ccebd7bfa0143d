import { lazyRouteComponent } from '@tanstack/react-router';
import type { ComponentType } from 'react';

/**
 * A page whose code is loaded when it is first visited. Its type is left open on purpose: the tree of routes must
 * not depend on the pages, whose links depend on the tree.
 */
export function page<Name extends string>(load: () => Promise<Record<Name, unknown>>, name: Name) {
  return lazyRouteComponent(load as () => Promise<Record<Name, ComponentType>>, name);
}
