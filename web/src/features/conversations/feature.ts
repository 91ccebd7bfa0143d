import { IconChecklist, IconMessagePlus, IconMessages } from '@tabler/icons-react';
import { createRoute } from '@tanstack/react-router';
import type { Feature } from '@/app/feature';
import { page } from '@/app/page';
import { shellRoute } from '@/app/routes';
import { textFilters } from '@/lib/filters';
import type { ItemFilters } from './api';

const list = createRoute({
  getParentRoute: () => shellRoute,
  path: '/conversations',
  validateSearch: textFilters('query', 'customer', 'state', 'sync'),
  staticData: { requires: 'conversations:read' },
  component: page(() => import('./ConversationsPage'), 'ConversationsPage'),
});

const fresh = createRoute({
  getParentRoute: () => shellRoute,
  path: '/conversations/new',
  validateSearch: textFilters('customer'),
  staticData: { requires: 'conversations:write' },
  component: page(() => import('./NewConversationPage'), 'NewConversationPage'),
});

const one = createRoute({
  getParentRoute: () => shellRoute,
  path: '/conversations/$conversationId',
  // The turn of the transcript one came to see.
  validateSearch: ({ turn }: Record<string, unknown>): { turn?: number } =>
    Number.isInteger(Number(turn)) && turn !== '' && turn !== null && turn !== undefined
      ? { turn: Number(turn) }
      : {},
  staticData: { requires: 'conversations:read' },
  component: page(() => import('./ConversationPage'), 'ConversationPage'),
});

const items = createRoute({
  getParentRoute: () => shellRoute,
  path: '/action-items',
  validateSearch: (search: Record<string, unknown>): ItemFilters => ({
    ...textFilters('status', 'customer')(search),
    ...(String(search.mine) === 'true' && { mine: true }),
  }),
  staticData: { requires: 'conversations:read' },
  component: page(() => import('./ActionItemsPage'), 'ActionItemsPage'),
});

export const routes = [list, fresh, one, items] as const;

export const feature: Feature = {
  nav: [
    {
      to: '/conversations',
      label: 'conversations:title',
      icon: IconMessages,
      requires: 'conversations:read',
      letter: 'v',
      section: 'work',
    },
    {
      to: '/action-items',
      label: 'conversations:items.title',
      icon: IconChecklist,
      requires: 'conversations:read',
      letter: 'a',
      section: 'work',
    },
  ],
  commands: [
    {
      id: 'conversation-new',
      label: 'conversations:new.action',
      icon: IconMessagePlus,
      requires: 'conversations:write',
      to: '/conversations/new',
    },
  ],
};
