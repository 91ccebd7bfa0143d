import i18next, { type ResourceLanguage } from 'i18next';
import { initReactI18next } from 'react-i18next';

/**
 * Each language is one lazily loaded chunk that holds every feature's words, gathered by file name:
 * `src/<place>/locale/<language>.json` becomes the namespace `<place's last folder>`.
 */
export const languages = ['en', 'ar'] as const;
export type Language = (typeof languages)[number];

const loaders: Record<Language, () => Promise<{ default: ResourceLanguage }>> = {
  en: () => import('./en'),
  ar: () => import('./ar'),
};

export function directionOf(language: string): 'ltr' | 'rtl' {
  return language === 'ar' ? 'rtl' : 'ltr';
}

export function isLanguage(value: string | undefined | null): value is Language {
  return languages.includes(value as Language);
}

export async function startI18n(): Promise<void> {
  const chosen = document.documentElement.lang;
  const language = isLanguage(chosen) ? chosen : 'en';
  await i18next.use(initReactI18next).init({
    lng: language,
    fallbackLng: false, // a word that is missing must be seen in the tests, not papered over
    defaultNS: 'app',
    resources: { [language]: (await loaders[language]()).default },
    interpolation: { escapeValue: false }, // React escapes
    react: { useSuspense: false },
    saveMissing: import.meta.env.DEV,
    missingKeyHandler: (_languages, namespace, key) => {
      console.error(`No words for ${namespace}:${key}`);
    },
  });
}

/** Switches the words now and the direction with them; remembered for the next first paint. */
export async function speak(language: Language): Promise<void> {
  if (!i18next.hasResourceBundle(language, 'app')) {
    const words = (await loaders[language]()).default;
    for (const [namespace, resource] of Object.entries(words)) {
      i18next.addResourceBundle(language, namespace, resource);
    }
  }
  await i18next.changeLanguage(language);
  document.documentElement.lang = language;
  document.documentElement.dir = directionOf(language);
  try {
    localStorage.setItem('rapport-language', language);
  } catch {
    // Without storage the choice lives in the profile only.
  }
}
