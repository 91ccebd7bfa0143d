import { Button, Skeleton, Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Said } from '@/said/Said';
import { LoadError } from '@/ui/LoadError';
import { Section } from '@/ui/Section';
import { StatePill } from '@/ui/StatePill';
import { checksQuery, type Connection } from './api';
import classes from './ProviderPage.module.css';

/** What must be right in the CRM before anything can flow, each with what to do about it. */
export function Checks({ connection }: { connection: Connection }) {
  const { t } = useTranslation('integrations');
  const checks = useQuery(checksQuery(connection.id));
  return (
    <Section
      title={t('checks.title')}
      action={
        <Button
          variant="subtle"
          color="gray"
          size="compact-sm"
          loading={checks.isFetching && !checks.isPending}
          onClick={() => void checks.refetch()}
        >
          {t('checks.again')}
        </Button>
      }
    >
      {checks.isPending ? (
        <Stack gap="xs" role="status" aria-label={t('checks.loading')}>
          {[0, 1, 2].map((row) => (
            <Skeleton key={row} h={36} />
          ))}
        </Stack>
      ) : checks.isError ? (
        <LoadError what={t('checks.title')} error={checks.error} retry={() => void checks.refetch()} />
      ) : (
        <ul className={classes.list}>
          {checks.data.map(({ check, ok, message, nextStep, words }) => (
            <li key={check} className={classes.check}>
              <StatePill tone={ok ? 'good' : 'risk'}>{t(ok ? 'checks.ok' : 'checks.missing')}</StatePill>
              <p>
                <Said english={message} words={words} />
              </p>
              {nextStep && (
                <p className={classes.dim}>
                  <Said english={nextStep} words={words} kind="next" />
                </p>
              )}
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}
