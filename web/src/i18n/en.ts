import type { ResourceLanguage } from 'i18next';
import { gather } from './gather';

export default gather(
  import.meta.glob<ResourceLanguage>(['../*/locale/en.json', '../features/*/locale/en.json'], {
    eager: true,
    import: 'default',
  }),
);
