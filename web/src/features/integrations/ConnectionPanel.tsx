import { Alert, Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Said } from '@/said/Said';
import { Facts } from '@/ui/Facts';
import { problemText } from '@/ui/problems';
import { RelativeTime } from '@/ui/RelativeTime';
import { Section } from '@/ui/Section';
import { StatePill } from '@/ui/StatePill';
import { useFormat } from '@/ui/useFormat';
import { testConnection, type CatalogueItem, type Connection } from './api';
import { Budget } from './Budget';
import { Checks } from './Checks';
import { ConnectPanel } from './ConnectPanel';
import { DisconnectDialog } from './DisconnectDialog';
import { FieldList } from './FieldList';
import { MappingEditor } from './MappingEditor';
import { Options } from './Options';
import classes from './ProviderPage.module.css';
import { healthTones } from './states';
import { SyncNow } from './SyncNow';
import { useConnect } from './useConnect';
import { useConnectionVerbs } from './useConnectionVerbs';

/** A connection that exists: how it does, what is missing there, what goes where. */
export function ConnectionPanel({ connection, item }: { connection: Connection; item: CatalogueItem }) {
  const { t } = useTranslation('integrations');
  const needsToken = connection.state === 'needs_reconnect' && connection.auth === 'token';
  return (
    <>
      <div className={classes.columns}>
        <div className={classes.stack}>
          <HealthSection connection={connection} />
          {needsToken && connection.permissions.manage && <ConnectPanel item={item} />}
          <Checks connection={connection} />
          <Options connection={connection} />
        </div>
        <div className={classes.stack}>
          <Details connection={connection} />
          {connection.budget && <Budget budget={connection.budget} name={item.name} />}
        </div>
      </div>
      <MappingEditor connection={connection} />
      <Section title={t('fields.title')}>
        <FieldList connection={connection} />
      </Section>
    </>
  );
}

function HealthSection({ connection }: { connection: Connection }) {
  const { t } = useTranslation('integrations');
  const queryClient = useQueryClient();
  const { pause, asking, ask, dismiss } = useConnectionVerbs(connection);
  const reconnect = useConnect(connection.provider);
  const test = useMutation({
    mutationFn: () => testConnection(connection.id),
    onSettled: () => queryClient.invalidateQueries({ queryKey: ['integrations'] }),
    meta: { showsProblem: true },
  });
  const { health, state, permissions } = connection;
  return (
    <Section title={t('health.title')}>
      <div className={classes.health} role="status">
        <StatePill tone={state === 'paused' ? 'watch' : healthTones[health.state]}>
          {state === 'paused' ? t('state.paused') : t(`health.${health.state}`)}
        </StatePill>
        {health.state !== 'healthy' && (
          <>
            <p>
              <Said english={health.reason} words={health.words} />
            </p>
            {health.nextStep && (
              <p>
                <b>{t('nextStep')}</b> <Said english={health.nextStep} words={health.words} kind="next" />
              </p>
            )}
          </>
        )}
      </div>
      {permissions.manage && (
        <>
          <div className={classes.actions}>
            {state === 'needs_reconnect' && connection.auth !== 'token' && (
              <Button
                loading={reconnect.isPending}
                onClick={() => reconnect.mutate({ connectionId: connection.id })}
              >
                {t('reconnect')}
              </Button>
            )}
            <SyncNow connection={connection} />
            <Button variant="default" loading={test.isPending} onClick={() => test.mutate()}>
              {t('test.action')}
            </Button>
            <Button
              variant="default"
              loading={pause.isPending}
              onClick={() => pause.mutate(state !== 'paused')}
            >
              {t(state === 'paused' ? 'resume' : 'pause')}
            </Button>
            <Button variant="default" onClick={ask}>
              {t('disconnect.action')}
            </Button>
          </div>
          {test.isError && (
            <Alert color="red" role="alert" mt="sm">
              {problemText(test.error)}
            </Alert>
          )}
          {test.isSuccess && (
            <Alert color={test.data.ok ? 'teal' : 'red'} role="status" mt="sm">
              {test.data.ok ? (
                t('test.ok', { ms: test.data.durationMs })
              ) : (
                <>
                  <Said english={test.data.message} words={test.data.words} />{' '}
                  <Said english={test.data.nextStep} words={test.data.words} kind="next" />
                </>
              )}
            </Alert>
          )}
        </>
      )}
      <DisconnectDialog connection={connection} opened={asking} onClose={dismiss} />
    </Section>
  );
}

function Details({ connection }: { connection: Connection }) {
  const { t } = useTranslation('integrations');
  const format = useFormat();
  const { externalAccount, lastSuccessAt, lastSyncAt, createdAt, createdBy, credentialAgeDays } = connection;
  return (
    <Section title={t('details.title')}>
      <Facts
        facts={[
          [t('details.account'), externalAccount && <bdi>{externalAccount}</bdi>],
          [t('details.lastSync'), lastSyncAt ? <RelativeTime at={lastSyncAt} /> : t('neverSynced')],
          [t('details.lastSuccess'), lastSuccessAt && <RelativeTime at={lastSuccessAt} />],
          [t('details.since'), format.day(createdAt)],
          [t('details.by'), createdBy && <bdi>{createdBy}</bdi>],
          [
            t('details.credential'),
            credentialAgeDays !== null && t('details.days', { count: credentialAgeDays }),
          ],
        ]}
      />
    </Section>
  );
}
