import type { Language } from '@/i18n';

export type { Language };

// Not from the app's i18n, whose library the public page does without.
export const directionOf = (language: Language) => (language === 'ar' ? 'rtl' : 'ltr');
