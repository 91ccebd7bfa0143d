import 'i18next';

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'app';
    returnNull: false;
  }
  // Each feature adds its own namespace beside its English words; see features/auth/words.d.ts.
  interface ResourceNamespaceMap {
    app: typeof import('../app/locale/en.json');
    ui: typeof import('../ui/locale/en.json');
  }
}
