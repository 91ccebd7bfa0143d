import { Button, Skeleton, Stack } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { usePages } from '@/lib/pages';
import { EmptyState } from '@/ui/EmptyState';
import { LoadError } from '@/ui/LoadError';
import { PageHeader } from '@/ui/PageHeader';
import { RelativeTime } from '@/ui/RelativeTime';
import { SourceIcon } from '@/ui/SourceIcon';
import { useSourceName } from '@/ui/sources';
import { unmatchedQuery, type Sighting } from './api';
import { ResolveDialog } from './ResolveDialog';
import classes from './UnmatchedPage.module.css';
import { useUnmatchedActions } from './unmatched';

/** People a provider saw and we could not place. Placing one teaches the rule, so the same question comes once. */
export function UnmatchedPage() {
  const { t } = useTranslation('customers');
  const queue = usePages(unmatchedQuery);
  const [open, setOpen] = useState<Sighting>();
  return (
    <div className={classes.page}>
      <PageHeader title={t('unmatched.title')} about={t('unmatched.about')} />
      {queue.isPending ? (
        <Stack gap="xs" role="status" aria-label={t('loading')}>
          {[0, 1, 2, 3].map((row) => (
            <Skeleton key={row} h={72} />
          ))}
        </Stack>
      ) : queue.isError ? (
        <LoadError what={t('unmatched.title')} error={queue.error} retry={() => void queue.refetch()} />
      ) : queue.items.length === 0 ? (
        <EmptyState title={t('unmatched.empty')} text={t('unmatched.emptyText')} />
      ) : (
        <>
          <ul className={classes.list}>
            {queue.items.map((sighting) => (
              <Entry key={sighting.id} sighting={sighting} onChoose={() => setOpen(sighting)} />
            ))}
          </ul>
          {queue.more && (
            <Button variant="default" mt="sm" onClick={queue.more.load} loading={queue.more.loading}>
              {t('unmatched.more')}
            </Button>
          )}
        </>
      )}
      <ResolveDialog sighting={open} onClose={() => setOpen(undefined)} />
    </div>
  );
}

function Entry({ sighting, onChoose }: { sighting: Sighting; onChoose: () => void }) {
  const { t } = useTranslation('customers');
  const nameOf = useSourceName();
  const { resolve, ignore } = useUnmatchedActions();
  const { provider, externalId, email, name, sightings, lastSeenAt, suggestions } = sighting;
  const [first] = suggestions;
  return (
    <li className={classes.entry}>
      <SourceIcon source={provider} />
      <div className={classes.words}>
        <bdi className={classes.name}>{name ?? email ?? externalId}</bdi>
        <div className={classes.seen}>
          {email && name && <bdi>{email}</bdi>}
          {email && name && ' · '}
          {t('unmatched.seen', { count: sightings, source: nameOf(provider) })} ·{' '}
          <RelativeTime at={lastSeenAt} />
        </div>
        {first && (
          <div className={classes.why}>
            {t('unmatched.suggestion')} <bdi className={classes.suggested}>{first.name}</bdi>
            {' · '}
            <bdi>{first.why}</bdi>
          </div>
        )}
      </div>
      <div className={classes.actions}>
        {first && (
          <Button
            size="compact-sm"
            loading={resolve.isPending}
            onClick={() => resolve.mutate({ sighting, customerId: first.customerId })}
          >
            {t('unmatched.accept')}
          </Button>
        )}
        <Button size="compact-sm" variant="default" onClick={onChoose}>
          {t('unmatched.choose')}
        </Button>
        <Button
          size="compact-sm"
          variant="subtle"
          color="gray"
          loading={ignore.isPending}
          onClick={() => ignore.mutate(sighting)}
        >
          {t('unmatched.ignore')}
        </Button>
      </div>
    </li>
  );
}
