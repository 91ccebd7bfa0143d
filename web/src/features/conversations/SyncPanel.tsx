import { Button, Group } from '@mantine/core';
import { IconExternalLink } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMay } from '@/lib/session';
import { Said } from '@/said/Said';
import { RelativeTime } from '@/ui/RelativeTime';
import { Section } from '@/ui/Section';
import { StatePill } from '@/ui/StatePill';
import { crmName } from '@/ui/sources';
import { conversationKey, syncAgain, type Conversation, type Standing } from './api';
import { PreviewDialog } from './PreviewDialog';
import classes from './SyncPanel.module.css';
import { syncTones } from './wording';

/** Where the conversation stands in each CRM, and what to do when it does not get there. */
export function SyncPanel({ talk }: { talk: Conversation }) {
  const { t } = useTranslation('conversations');
  const queryClient = useQueryClient();
  const mayWrite = useMay('conversations:write');
  const mayConnect = useMay('integrations:read');
  const [preview, setPreview] = useState<{ connection?: string }>();
  const again = useMutation({
    mutationFn: () => syncAgain(talk.id),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: conversationKey(talk.id) }),
  });
  const standings = talk.sync ?? [];
  return (
    <Section
      title={t('sync.title')}
      action={
        <Group gap={4}>
          {standings.length === 0 && (
            <Button variant="subtle" color="gray" size="compact-sm" onClick={() => setPreview({})}>
              {t('sync.preview')}
            </Button>
          )}
          {mayWrite && talk.state === 'completed' && (
            <Button
              variant="subtle"
              color="gray"
              size="compact-sm"
              loading={again.isPending}
              onClick={() => again.mutate()}
            >
              {t('sync.again')}
            </Button>
          )}
        </Group>
      }
    >
      {standings.length === 0 ? (
        <p className={classes.none}>
          {talk.state === 'draft' ? t('sync.notYet') : t('sync.nowhere')}{' '}
          {talk.state === 'completed' && mayConnect && <Link to="/integrations">{t('sync.connect')}</Link>}
        </p>
      ) : (
        <ul className={classes.list} aria-live="polite">
          {standings.map((standing) => (
            <Entry
              key={standing.connectionId}
              standing={standing}
              onPreview={() => setPreview({ connection: standing.connectionId })}
            />
          ))}
        </ul>
      )}
      {preview && (
        <PreviewDialog
          conversation={talk.id}
          connection={preview.connection}
          onClose={() => setPreview(undefined)}
        />
      )}
    </Section>
  );
}

function Entry({ standing, onPreview }: { standing: Standing; onPreview: () => void }) {
  const { t } = useTranslation('conversations');
  const { crmType, label, state, error, attempts, remoteUrl, remoteId, syncedAt, nextAttemptAt } = standing;
  return (
    <li className={classes.entry}>
      <div className={classes.line}>
        <span className={classes.crm}>
          <bdi>{label || crmName(crmType)}</bdi>
        </span>
        <StatePill tone={syncTones[state]}>{t(`sync.${state}`)}</StatePill>
      </div>
      {error && (
        <div className={classes.error} data-state={state}>
          <p>
            <Said english={error.message} words={error.words} />
          </p>
          {error.nextStep && (
            <p>
              <b>{t('sync.nextStep')}</b> <Said english={error.nextStep} words={error.words} kind="next" />
            </p>
          )}
        </div>
      )}
      {standing.warnings.map((warning, at) => (
        <p key={warning} className={classes.warning}>
          <Said english={warning} words={standing.warningWords?.[at]} />
        </p>
      ))}
      <div className={classes.detail}>
        {syncedAt && state === 'synced' && (
          <span>
            {t('sync.syncedAt')} <RelativeTime at={syncedAt} />
          </span>
        )}
        {attempts > 1 && <span>{t('sync.attempts', { count: attempts })}</span>}
        {nextAttemptAt && state !== 'synced' && (
          <span>
            {t('sync.nextAttempt')} <RelativeTime at={nextAttemptAt} />
          </span>
        )}
        {remoteUrl ? (
          <a href={remoteUrl} target="_blank" rel="noreferrer" className={classes.remote}>
            {t('sync.open', { crm: crmName(crmType) })}
            <IconExternalLink size={14} aria-hidden />
          </a>
        ) : (
          remoteId && <bdi>{remoteId}</bdi>
        )}
        <button type="button" className={classes.link} onClick={onPreview}>
          {t('sync.preview')}
        </button>
      </div>
    </li>
  );
}
