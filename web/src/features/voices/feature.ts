import { IconMicrophone } from '@tabler/icons-react';
import { createRoute } from '@tanstack/react-router';
import type { Feature } from '@/app/feature';
import { page } from '@/app/page';
import { shellRoute } from '@/app/routes';
import { textFilters } from '@/lib/filters';

const list = createRoute({
  getParentRoute: () => shellRoute,
  path: '/videos/voices',
  validateSearch: textFilters('open'),
  staticData: { requires: 'videos' },
  component: page(() => import('./VoicesPage'), 'VoicesPage'),
});

const one = createRoute({
  getParentRoute: () => shellRoute,
  path: '/videos/voices/$voiceId',
  // `video` names the one whose people's names are to be recorded.
  validateSearch: textFilters('video', 'query', 'open'),
  staticData: { requires: 'videos' },
  component: page(() => import('./VoicePage'), 'VoicePage'),
});

export const routes = [list, one] as const;

export const feature: Feature = {
  nav: [],
  commands: [
    {
      id: 'voices',
      label: 'voices:title',
      icon: IconMicrophone,
      requires: 'videos',
      to: '/videos/voices',
    },
    {
      id: 'voice-new',
      label: 'voices:new.action',
      icon: IconMicrophone,
      requires: 'videos',
      to: '/videos/voices?open=new',
    },
  ],
};
