import 'i18next';

declare module 'i18next' {
  interface ResourceNamespaceMap {
    voices: typeof import('./locale/en.json');
  }
}
