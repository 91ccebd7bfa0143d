import { Progress as Bar } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '@/ui/useFormat';
import classes from './Progress.module.css';
import { useRemaining } from './wording';

interface Props {
  /** What is going on. */
  label: string;
  work: { progress: number; remainingSeconds: number | null };
  /** What one can do about it. */
  children?: ReactNode;
}

/** How far long work is, and how long it will still take. */
export function Progress({ label, work: { progress, remainingSeconds }, children }: Props) {
  const { t } = useTranslation('videos');
  const format = useFormat();
  const remaining = useRemaining()(remainingSeconds);
  return (
    <div className={classes.progress}>
      <Bar value={progress * 100} size={4} aria-label={label} />
      <div className={classes.words}>
        <span>
          {t('progress', { label, percent: format.percent(progress) })}
          {remaining && ` · ${remaining}`}
        </span>
        {children}
      </div>
    </div>
  );
}
