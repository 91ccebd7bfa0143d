import { Button, Group, Skeleton, Stack } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { linkTo } from '@/lib/links';
import { usePages } from '@/lib/pages';
import { useMay } from '@/lib/session';
import { Said } from '@/said/Said';
import { LoadError } from '@/ui/LoadError';
import { RelativeTime } from '@/ui/RelativeTime';
import { Section } from '@/ui/Section';
import { StatePill, type Tone } from '@/ui/StatePill';
import { say } from '@/ui/toast';
import { crmName } from '@/ui/sources';
import { failuresQuery, retry, retryAll, type Failure } from './api';
import classes from './MonitorPage.module.css';

const tones: Record<string, Tone> = { failed: 'risk', blocked: 'watch', pending: 'busy' };

/** What did not get through: why, in words, and what to do about it. */
export function ErrorLog() {
  const { t } = useTranslation('monitor');
  const queryClient = useQueryClient();
  const mayRetry = useMay('conversations:write');
  const failures = usePages(failuresQuery);
  const again = useMutation({
    mutationFn: retryAll,
    onSuccess: ({ retried }) => say(t('errors.retried', { count: retried })),
    onSettled: () => queryClient.invalidateQueries({ queryKey: ['monitor'] }),
  });
  return (
    <div id="errors" className={classes.errors}>
      <Section
        title={t('errors.title')}
        count={failures.items.length || undefined}
        action={
          mayRetry &&
          failures.items.length > 0 && (
            <Button
              size="compact-md"
              variant="default"
              loading={again.isPending}
              onClick={() => again.mutate()}
            >
              {t('errors.retryAll')}
            </Button>
          )
        }
      >
        {failures.isPending ? (
          <Stack gap="xs" role="status" aria-label={t('errors.loading')}>
            {[0, 1].map((row) => (
              <Skeleton key={row} h={72} />
            ))}
          </Stack>
        ) : failures.isError ? (
          <LoadError what={t('errors.title')} error={failures.error} retry={() => void failures.refetch()} />
        ) : failures.items.length === 0 ? (
          <p className={classes.none}>{t('errors.none')}</p>
        ) : (
          <ul className={classes.list}>
            {failures.items.map((failure) => (
              <Entry key={failure.syncId} failure={failure} mayRetry={mayRetry} />
            ))}
          </ul>
        )}
        {failures.more && (
          <Button variant="default" mt="sm" onClick={failures.more.load} loading={failures.more.loading}>
            {t('more')}
          </Button>
        )}
      </Section>
    </div>
  );
}

function Entry({ failure, mayRetry }: { failure: Failure; mayRetry: boolean }) {
  const { t } = useTranslation('monitor');
  const queryClient = useQueryClient();
  const again = useMutation({
    mutationFn: () => retry(failure.syncId),
    onSettled: () => queryClient.invalidateQueries({ queryKey: ['monitor'] }),
  });
  const { conversationId, conversationTitle, crmType, state, errorClass, message, nextStep, words, payload } =
    failure;
  return (
    <li className={classes.entry}>
      <div className={classes.line}>
        <Link to="/conversations/$conversationId" params={{ conversationId }} className={classes.title}>
          <bdi>{conversationTitle}</bdi>
        </Link>
        <Group gap="sm">
          <StatePill tone={tones[state] ?? 'risk'}>{t(`state.${state}` as 'state.failed')}</StatePill>
          {mayRetry && (
            <Button
              size="compact-sm"
              variant="default"
              loading={again.isPending}
              aria-label={t('errors.retryOne', { title: conversationTitle, crm: crmName(crmType) })}
              onClick={() => again.mutate()}
            >
              {t('errors.retry')}
            </Button>
          )}
        </Group>
      </div>
      <p className={classes.message}>
        <Said english={message} words={words} />
      </p>
      {nextStep && (
        <p className={classes.message}>
          <b>{t('errors.nextStep')}</b> <Said english={nextStep} words={words} kind="next" />
        </p>
      )}
      <div className={classes.detail}>
        <span>{crmName(crmType)}</span>
        <Link {...linkTo(`/help/troubleshooting#${errorClass}`)}>{t(`class.${errorClass}`)}</Link>
        <span>{t('errors.attempts', { count: failure.attempts })}</span>
        <RelativeTime at={failure.at} />
        {failure.nextAttemptAt && (
          <span>
            {t('errors.next')} <RelativeTime at={failure.nextAttemptAt} />
          </span>
        )}
      </div>
      {payload !== null && payload !== undefined && (
        <details className={classes.payload}>
          <summary>{t('errors.payload')}</summary>
          {/* It scrolls, so the keyboard must reach it. */}
          {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
          <pre className={classes.body} tabIndex={0}>
            {JSON.stringify(payload, null, 2)}
          </pre>
        </details>
      )}
    </li>
  );
}
