import { Alert } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { isolate } from '@/lib/format';
import { useFormat } from '@/ui/useFormat';
import { absenteesQuery } from './attendance';
import classes from './AttendancePage.module.css';

/** Those who were away and attend too little of their cohort altogether. Beside the table, which stands without it. */
export function Warnings({ sessionId }: { sessionId: string }) {
  const { t } = useTranslation('training');
  const format = useFormat();
  const absentees = useQuery(absenteesQuery(sessionId));
  const low = absentees.data?.filter(({ warning }) => warning) ?? [];
  if (low.length === 0) return null;
  return (
    <Alert color="yellow">
      {/* A title of the alert's own would be yellow on yellow. */}
      <strong>{t('warnings.title', { count: low.length })}</strong>
      <ul className={classes.corrections}>
        {low.map(({ userId, name, email, attended, held, rate }) => (
          <li key={userId}>
            {t('warnings.one', {
              name: isolate(name || email),
              attended: format.number(attended),
              held: format.number(held),
              rate: rate === null ? '–' : format.percent(rate),
            })}
          </li>
        ))}
      </ul>
    </Alert>
  );
}
