import i18next from 'i18next';
import { Problem } from '@/lib/problem';
import { isWording, said, type Wording } from '@/said/said';

/** A problem in the reader's words: ours where we have some, else the server's English sentence. */
export function problemText(error: unknown): string {
  if (!(error instanceof Problem)) return i18next.t('ui:problem.unexpected');
  const sentence =
    own(error.code) ??
    inWords(error.details.words) ??
    said('problem', candidates(error.code, error.details), error.details) ??
    said('video', error.code, error.details); // what ends the making of a video may also be told at once
  const text = (sentence ?? error.message) || i18next.t('ui:problem.unexpected');
  return error.errorId ? `${text} ${i18next.t('ui:problem.errorId', { id: error.errorId })}` : text;
}

/** Like {@link problemText} for one of many things refused; undefined where the server's sentence has to do. */
export function refusalText(words: Wording | undefined): string | undefined {
  return words && said('problem', candidates(words.code, words.values ?? {}), words.values);
}

/** What a CRM refused, with what to do about it. */
function inWords(words: unknown): string | undefined {
  if (!isWording(words)) return undefined;
  const sentences = ['text', 'next'].map((kind) => said(kind, words.code, words.values));
  return sentences.filter(Boolean).join(' ') || undefined;
}

/** What the web app itself finds out, such as that nobody answers. */
function own(code: string): string | undefined {
  const words: unknown = i18next.getResource(i18next.language, 'ui', `problem.code.${code}`);
  return typeof words === 'string' ? words : undefined;
}

/** Codes that stand for several mistakes are said by the field or the rule that was broken, where we have words for it. */
function candidates(code: string, { field, constraint }: Readonly<Record<string, unknown>>): string[] {
  const closer = [field, constraint]
    .filter((word) => typeof word === 'string')
    .map((word) => `${code}_${word}`);
  return [...closer, code];
}
