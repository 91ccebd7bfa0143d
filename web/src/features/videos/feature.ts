import { IconVideo, IconVideoPlus } from '@tabler/icons-react';
import { createRoute } from '@tanstack/react-router';
import type { Feature } from '@/app/feature';
import { page } from '@/app/page';
import { shellRoute } from '@/app/routes';
import { textFilters } from '@/lib/filters';
import { findVideos } from './search';

const list = createRoute({
  getParentRoute: () => shellRoute,
  path: '/videos',
  // `open` names the dialog that stands over the list: it too can be linked to.
  validateSearch: textFilters('query', 'customer', 'tag', 'state', 'open'),
  staticData: { requires: 'videos' },
  component: page(() => import('./VideosPage'), 'VideosPage'),
});

const one = createRoute({
  getParentRoute: () => shellRoute,
  path: '/videos/$videoId',
  staticData: { requires: 'videos' },
  component: page(() => import('./VideoPage'), 'VideoPage'),
});

const personal = createRoute({
  getParentRoute: () => shellRoute,
  path: '/videos/$videoId/personal',
  staticData: { requires: 'videos' },
  component: page(() => import('./PersonalPage'), 'PersonalPage'),
});

export const routes = [list, one, personal] as const;

export const feature: Feature = {
  nav: [
    {
      to: '/videos',
      label: 'videos:title',
      icon: IconVideo,
      requires: 'videos',
      letter: 'd',
      section: 'work',
    },
  ],
  commands: [
    {
      id: 'video-upload',
      label: 'videos:upload.action',
      icon: IconVideoPlus,
      requires: 'videos',
      to: '/videos?open=upload',
    },
  ],
  search: [{ label: 'videos:title', icon: IconVideo, requires: 'videos', find: findVideos }],
};
