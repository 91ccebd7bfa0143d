import 'i18next';

declare module 'i18next' {
  interface ResourceNamespaceMap {
    monitor: typeof import('./locale/en.json');
  }
}
