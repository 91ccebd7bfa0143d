import type { Language } from '@/i18n';
import ar from './locale/ar.json';
import en from './locale/en.json';

const words: Record<Language, Record<keyof typeof en, string>> = { en, ar };

export type Say = (key: keyof typeof en, values?: Record<string, string | number>) => string;

/** The player's words without the app's library for them: the public page stays small. */
export function sayIn(language: Language): Say {
  return (key, values = {}) =>
    words[language][key].replace(/\{\{(\w+)\}\}/g, (_, name: string) => String(values[name] ?? ''));
}
