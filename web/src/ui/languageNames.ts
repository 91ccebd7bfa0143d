import type { Language } from '@/i18n';

export const languageNames: Record<Language, string> = { en: 'English', ar: 'العربية' };
