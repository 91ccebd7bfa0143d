import { Tooltip } from '@mantine/core';
import { IconInfoCircle } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { linkTo } from '@/lib/links';
import classes from './Metric.module.css';
import { useFormat } from './useFormat';

interface Props {
  label: string;
  value: ReactNode;
  /** What the number counts, exactly. */
  definition: string;
  /** When it was true. */
  asOf?: string;
  /** Something is wrong with this number. */
  alert?: boolean;
  /** Where its records are listed. */
  to?: string;
}

/** One number with what it means and when it was true. */
export function Metric({ label, value, definition, asOf, alert = false, to }: Props) {
  const { t } = useTranslation('ui');
  const format = useFormat();
  return (
    <div className={classes.metric} data-alert={alert || undefined}>
      <div className={classes.label}>
        {to ? <Link {...linkTo(to)}>{label}</Link> : label}
        <Tooltip label={definition} multiline maw={320} events={{ hover: true, focus: true, touch: true }}>
          <button
            type="button"
            className={classes.info}
            aria-label={t('metric.about', { label, definition })}
          >
            <IconInfoCircle size={14} aria-hidden />
          </button>
        </Tooltip>
      </div>
      <div className={classes.value}>{value}</div>
      {asOf && <div className={classes.asOf}>{t('metric.asOf', { time: format.time(asOf) })}</div>}
    </div>
  );
}
