import i18next from 'i18next';
import { Problem } from '@/lib/problem';
import { said } from '@/said/said';

/** A problem in the reader's words: ours where we have some, else the server's English sentence. */
export function problemText(error: unknown): string {
  if (!(error instanceof Problem)) return i18next.t('ui:problem.unexpected');
  const sentence = own(error.code) ?? said('problem', candidates(error), error.details);
  const text = (sentence ?? error.message) || i18next.t('ui:problem.unexpected');
  return error.errorId ? `${text} ${i18next.t('ui:problem.errorId', { id: error.errorId })}` : text;
}

/** What the web app itself finds out, such as that nobody answers. */
function own(code: string): string | undefined {
  const words: unknown = i18next.getResource(i18next.language, 'ui', `problem.code.${code}`);
  return typeof words === 'string' ? words : undefined;
}

/** Codes that stand for several mistakes are said by the field or the rule that was broken, where we have words for it. */
function candidates({ code, details: { field, constraint } }: Problem): string[] {
  const closer = [field, constraint]
    .filter((word) => typeof word === 'string')
    .map((word) => `${code}_${word}`);
  return [...closer, code];
}
