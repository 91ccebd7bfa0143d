import 'i18next';

declare module 'i18next' {
  interface ResourceNamespaceMap {
    training: typeof import('./locale/en.json');
  }
}
