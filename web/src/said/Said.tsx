import { useTranslation } from 'react-i18next';
import { said, type Wording } from './said';

interface Props {
  /** The server's sentence: shown as it is in English, and where we have no words of our own. */
  english: string;
  words: Wording | null | undefined;
  kind?: 'text' | 'next';
}

/** Something the server says, in the reader's language. */
export function Said({ english, words, kind = 'text' }: Props) {
  useTranslation(); // says it anew when the language changes
  const own = words && said(kind, words.code, words.values);
  return own ? <>{own}</> : <bdi>{english}</bdi>;
}
