import i18next from 'i18next';
import { Problem } from '@/lib/problem';

/** A problem in the reader's words: our own where we know the code, else the server's sentence. */
export function problemText(error: unknown): string {
  if (!(error instanceof Problem)) return i18next.t('ui:problem.unexpected');
  const known: unknown = i18next.getResource(i18next.language, 'ui', `problem.code.${error.code}`);
  const text = typeof known === 'string' ? known : error.message;
  const sentence = text || i18next.t('ui:problem.unexpected');
  return error.errorId ? `${sentence} ${i18next.t('ui:problem.errorId', { id: error.errorId })}` : sentence;
}
