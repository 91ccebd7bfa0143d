import { useTranslation } from 'react-i18next';
import { isolate } from '@/lib/format';
import classes from './PersonalPage.module.css';

const known = ['characters_not_shown', 'not_spoken', 'spoken_by'] as const;
type Known = (typeof known)[number];
const isKnown = (code: string): code is Known => known.includes(code as Known);

/** What its maker should know of a personal video: who spoke, what could not be shown or said. */
export function Notes({ notes }: { notes: readonly { code: string; value: string }[] }) {
  const { t } = useTranslation('videos');
  return notes.map(
    ({ code, value }) =>
      isKnown(code) && (
        <p key={`${code} ${value}`} className={classes.hint}>
          {t(`note.${code}`, { value: isolate(value) })}
        </p>
      ),
  );
}
