import 'i18next';

declare module 'i18next' {
  interface ResourceNamespaceMap {
    settings: typeof import('./locale/en.json');
  }
}
