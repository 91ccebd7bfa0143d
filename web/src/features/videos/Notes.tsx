import { useTranslation } from 'react-i18next';
import { isolate } from '@/lib/format';
import { spokenBy } from '@/lib/spoken';

import type { Personal } from './api';
import classes from './PersonalPage.module.css';

const known = ['characters_not_shown', 'not_spoken'] as const;
type Known = (typeof known)[number];
const isKnown = (code: string): code is Known => known.includes(code as Known);

/** What its maker should know of a personal video: who spoke each name, what could not be shown or said. */
export function Notes({ notes, spoken }: Pick<Personal, 'notes' | 'spoken'>) {
  const { t } = useTranslation('videos');
  return (
    <>
      {spoken.map(({ words, by, voice }) => (
        <p key={words} className={classes.hint}>
          {t('spoken', { words: isolate(words), by: spokenBy(by, voice) })}
        </p>
      ))}
      {notes.map(({ code, value }) =>
        isKnown(code) ? (
          <p key={`${code} ${value}`} className={classes.hint}>
            {t(`note.${code}`, { value: isolate(value) })}
          </p>
        ) : null,
      )}
    </>
  );
}
