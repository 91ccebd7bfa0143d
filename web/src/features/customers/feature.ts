import {
  IconBuilding,
  IconBuildingPlus,
  IconFileImport,
  IconUserQuestion,
  IconUsers,
} from '@tabler/icons-react';
import { createRoute } from '@tanstack/react-router';
import type { Feature } from '@/app/feature';
import { page } from '@/app/page';
import { shellRoute } from '@/app/routes';
import { textFilters } from '@/lib/filters';
import { findCustomers, findPeople } from './search';

const list = createRoute({
  getParentRoute: () => shellRoute,
  path: '/customers',
  // `open` names the dialog that stands over the list: it too can be linked to.
  validateSearch: textFilters('query', 'owner', 'segment', 'lifecycle', 'sort', 'open'),
  staticData: { requires: 'customers:read' },
  component: page(() => import('./CustomersPage'), 'CustomersPage'),
});

const customer = createRoute({
  getParentRoute: () => shellRoute,
  path: '/customers/$customerId',
  validateSearch: textFilters('source'),
  staticData: { requires: 'customers:read' },
  component: page(() => import('./CustomerPage'), 'CustomerPage'),
});

const people = createRoute({
  getParentRoute: () => shellRoute,
  path: '/people',
  validateSearch: textFilters('query'),
  staticData: { requires: 'customers:read' },
  component: page(() => import('./PeoplePage'), 'PeoplePage'),
});

const unmatched = createRoute({
  getParentRoute: () => shellRoute,
  path: '/unmatched',
  staticData: { requires: 'customers:write' },
  component: page(() => import('./UnmatchedPage'), 'UnmatchedPage'),
});

export const routes = [list, customer, people, unmatched] as const;

export const feature: Feature = {
  nav: [
    {
      to: '/customers',
      label: 'customers:title',
      icon: IconBuilding,
      requires: 'customers:read',
      letter: 'c',
      section: 'work',
    },
    {
      to: '/people',
      label: 'customers:people.title',
      icon: IconUsers,
      requires: 'customers:read',
      letter: 'p',
      secondary: true,
      section: 'work',
    },
    {
      to: '/unmatched',
      label: 'customers:unmatched.title',
      icon: IconUserQuestion,
      requires: 'customers:write',
      letter: 'u',
      secondary: true,
      section: 'work',
    },
  ],
  commands: [
    {
      id: 'customer-new',
      label: 'customers:new.action',
      icon: IconBuildingPlus,
      requires: 'customers:write',
      to: '/customers?open=new',
    },
    {
      id: 'customer-import',
      label: 'customers:import.action',
      icon: IconFileImport,
      requires: 'customers:write',
      to: '/customers?open=import',
    },
  ],
  search: [
    { label: 'customers:title', icon: IconBuilding, requires: 'customers:read', find: findCustomers },
    { label: 'customers:people.title', icon: IconUsers, requires: 'customers:read', find: findPeople },
  ],
};
