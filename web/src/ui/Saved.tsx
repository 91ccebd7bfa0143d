import { IconCheck } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import classes from './Saved.module.css';

/** Beside a form's button: it was kept. Spoken too, without moving the focus. */
export function Saved({ when }: { when: boolean }) {
  const { t } = useTranslation('ui');
  return (
    <span role="status" className={classes.saved}>
      {when && (
        <>
          <IconCheck size={16} aria-hidden /> {t('saved')}
        </>
      )}
    </span>
  );
}
