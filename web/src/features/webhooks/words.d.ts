import 'i18next';

declare module 'i18next' {
  interface ResourceNamespaceMap {
    webhooks: typeof import('./locale/en.json');
  }
}
