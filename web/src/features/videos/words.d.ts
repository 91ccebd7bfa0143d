import 'i18next';

declare module 'i18next' {
  interface ResourceNamespaceMap {
    videos: typeof import('./locale/en.json');
  }
}
