import type { ResourceLanguage } from 'i18next';
import { gather } from './gather';

export default gather(
  import.meta.glob<ResourceLanguage>(['../*/locale/ar.json', '../features/*/locale/ar.json'], {
    eager: true,
    import: 'default',
  }),
);
