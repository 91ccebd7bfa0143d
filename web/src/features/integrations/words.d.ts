import 'i18next';

declare module 'i18next' {
  interface ResourceNamespaceMap {
    integrations: typeof import('./locale/en.json');
  }
}
