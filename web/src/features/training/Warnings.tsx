import { Alert, Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { isolate } from '@/lib/format';
import { usePages } from '@/lib/pages';
import { useFormat } from '@/ui/useFormat';
import { warnedQuery } from './attendance';
import classes from './AttendancePage.module.css';

/** Those who were away and attend too little of their cohort altogether, some at a time. Beside the table, which stands without it. */
export function Warnings({ sessionId }: { sessionId: string }) {
  const { t } = useTranslation('training');
  const format = useFormat();
  const warned = usePages(warnedQuery(sessionId));
  if (warned.items.length === 0) return null;
  return (
    <Alert color="yellow">
      {/* A title of the alert's own would be yellow on yellow. */}
      <strong>{t('warnings.title', { count: warned.total ?? warned.items.length })}</strong>
      <ul className={classes.corrections}>
        {warned.items.map(({ userId, name, email, attended, held, rate }) => (
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
      {warned.more && (
        <Button
          mt="sm"
          variant="default"
          size="compact-md"
          loading={warned.more.loading}
          onClick={warned.more.load}
        >
          {t('courses.more')}
        </Button>
      )}
    </Alert>
  );
}
