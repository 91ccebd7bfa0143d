import { feature as conversations } from '@/features/conversations/feature';
import { feature as customers } from '@/features/customers/feature';
import { feature as help } from '@/features/help/feature';
import { feature as home } from '@/features/home/feature';
import { feature as integrations } from '@/features/integrations/feature';
import { feature as monitor } from '@/features/monitor/feature';
import { feature as settings } from '@/features/settings/feature';
import { feature as training } from '@/features/training/feature';
import { feature as videos } from '@/features/videos/feature';
import { feature as voices } from '@/features/voices/feature';
import { feature as webhooks } from '@/features/webhooks/feature';
import type { Feature } from './feature';

/** In the order of the rail. */
export const features: readonly Feature[] = [
  home,
  customers,
  conversations,
  videos,
  voices,
  training,
  integrations,
  monitor,
  webhooks,
  settings,
  help,
];
