import { ActionIcon, Button, Group, Menu } from '@mantine/core';
import { IconDots } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Said } from '@/said/Said';
import { RelativeTime } from '@/ui/RelativeTime';
import { Section } from '@/ui/Section';
import { StatePill } from '@/ui/StatePill';
import type { Connection } from './api';
import { DisconnectDialog } from './DisconnectDialog';
import classes from './IntegrationsPage.module.css';
import { healthTones } from './states';
import { useConnect } from './useConnect';
import { useConnectionVerbs } from './useConnectionVerbs';

/** Every connection with how it does and what to do about it. */
export function ActiveIntegrations({ connections }: { connections: Connection[] }) {
  const { t } = useTranslation('integrations');
  return (
    <Section title={t('active.title')} count={connections.length || undefined}>
      {connections.length === 0 ? (
        <p className={classes.none}>{t('active.none')}</p>
      ) : (
        <ul className={classes.list}>
          {connections.map((connection) => (
            <Entry key={connection.id} connection={connection} />
          ))}
        </ul>
      )}
    </Section>
  );
}

function Entry({ connection }: { connection: Connection }) {
  const { t } = useTranslation('integrations');
  const { pause, asking, ask, dismiss } = useConnectionVerbs(connection);
  const reconnect = useConnect(connection.provider);
  const { label, provider, state, health, lastSyncAt, externalAccount, permissions } = connection;
  return (
    <li className={classes.integration}>
      <span className={classes.title}>
        <Link to="/integrations/$provider" params={{ provider }} search={{ connection: connection.id }}>
          <bdi>{label}</bdi>
        </Link>
        {externalAccount && (
          <span className={classes.dim}>
            {t('account')} <bdi>{externalAccount}</bdi>
          </span>
        )}
      </span>
      <span>
        <StatePill tone={state === 'paused' ? 'watch' : healthTones[health.state]}>
          {state === 'paused' ? t('state.paused') : t(`health.${health.state}`)}
        </StatePill>
        {health.state !== 'healthy' && (
          <p className={classes.next}>
            <Said english={health.reason} words={health.words} />{' '}
            <Said english={health.nextStep} words={health.words} kind="next" />
          </p>
        )}
      </span>
      <span className={classes.dim}>
        {lastSyncAt ? (
          <>
            {t('lastSync')} <RelativeTime at={lastSyncAt} />
          </>
        ) : (
          t('neverSynced')
        )}
      </span>
      {permissions.manage ? (
        <Group gap={4} wrap="nowrap">
          {state === 'needs_reconnect' && connection.auth !== 'token' && (
            <Button
              size="compact-md"
              loading={reconnect.isPending}
              onClick={() => reconnect.mutate({ connectionId: connection.id })}
            >
              {t('reconnect')}
            </Button>
          )}
          <Menu position="bottom-end">
            <Menu.Target>
              <ActionIcon aria-label={t('moreOf', { name: label })}>
                <IconDots size={16} aria-hidden />
              </ActionIcon>
            </Menu.Target>
            <Menu.Dropdown>
              <Menu.Item onClick={() => pause.mutate(state !== 'paused')}>
                {t(state === 'paused' ? 'resume' : 'pause')}
              </Menu.Item>
              <Menu.Item onClick={ask}>{t('disconnect.action')}</Menu.Item>
            </Menu.Dropdown>
          </Menu>
        </Group>
      ) : (
        <span />
      )}
      <DisconnectDialog connection={connection} opened={asking} onClose={dismiss} />
    </li>
  );
}
