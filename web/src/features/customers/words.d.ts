import 'i18next';

declare module 'i18next' {
  interface ResourceNamespaceMap {
    customers: typeof import('./locale/en.json');
  }
}
