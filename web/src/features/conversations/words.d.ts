import 'i18next';

declare module 'i18next' {
  interface ResourceNamespaceMap {
    conversations: typeof import('./locale/en.json');
  }
}
