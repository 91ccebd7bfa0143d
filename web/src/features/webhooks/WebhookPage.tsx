import { Alert, Button, Menu, Select, Skeleton } from '@mantine/core';
import { IconDots } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi, useRouter } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { NotFound } from '@/app/NotFound';
import { isolate } from '@/lib/format';
import { Problem } from '@/lib/problem';
import { useShortcut } from '@/lib/shortcuts';
import { ConfirmNamed } from '@/ui/ConfirmNamed';
import { LoadError } from '@/ui/LoadError';
import { PageHeader } from '@/ui/PageHeader';
import { Said } from '@/said/Said';
import { problemText } from '@/ui/problems';
import { SecretOnce } from '@/ui/SecretOnce';
import { Section } from '@/ui/Section';
import { StatePill } from '@/ui/StatePill';
import { useFormat } from '@/ui/useFormat';
import { useNow } from '@/ui/useNow';
import { useMay } from '@/lib/session';
import {
  changeEndpoint,
  deleteEndpoint,
  endpointQuery,
  eventTypesQuery,
  rotateSecret,
  sendTest,
  type Endpoint,
} from './api';
import { Deliveries } from './Deliveries';
import { EndpointDialog } from './EndpointDialog';
import { endpointTones, endpointWords } from './states';
import classes from './WebhookPage.module.css';

const route = getRouteApi('/shell/integrations/webhooks/$webhookId');

/** One endpoint: what it hears, how it does, and every delivery to it. */
export function WebhookPage() {
  const { t } = useTranslation('webhooks');
  const { webhookId } = route.useParams();
  const endpoint = useQuery(endpointQuery(webhookId));
  if (endpoint.isPending) {
    return (
      <div role="status" aria-label={t('loading')}>
        <Skeleton h={28} w={240} mb="md" />
        <Skeleton h={80} mb="xl" />
        <Skeleton h={240} />
      </div>
    );
  }
  if (endpoint.isError) {
    if (endpoint.error instanceof Problem && [400, 404].includes(endpoint.error.status)) return <NotFound />;
    return <LoadError what={t('webhook')} error={endpoint.error} retry={() => void endpoint.refetch()} />;
  }
  return <Loaded endpoint={endpoint.data} />;
}

function Loaded({ endpoint }: { endpoint: Endpoint }) {
  const { t } = useTranslation('webhooks');
  const format = useFormat();
  const now = useNow();
  const router = useRouter();
  const queryClient = useQueryClient();
  const mayManage = useMay('webhooks:manage');
  const [open, setOpen] = useState<'edit' | 'delete' | 'rotate'>();
  const close = () => setOpen(undefined);
  const refresh = () => queryClient.invalidateQueries({ queryKey: ['webhooks'] });
  useShortcut({
    keys: 'Escape',
    label: t('back'),
    group: 'page',
    run: () => router.history.push('/integrations/webhooks'),
  });
  const toggle = useMutation({
    mutationFn: () => changeEndpoint(endpoint.id, { active: !endpoint.active }),
    onSettled: refresh,
  });
  const rotate = useMutation({
    mutationFn: () => rotateSecret(endpoint.id),
    onSuccess: async () => {
      close();
      await refresh();
    },
    meta: { showsProblem: true },
  });
  const remove = useMutation({
    mutationFn: () => deleteEndpoint(endpoint.id),
    onSuccess: async () => {
      router.history.push('/integrations/webhooks');
      await queryClient.invalidateQueries({ queryKey: ['webhooks', 'list'] });
    },
    meta: { showsProblem: true },
  });
  return (
    <div className={classes.page}>
      <PageHeader
        title={endpoint.name}
        heading={<bdi>{endpoint.name}</bdi>}
        about={
          <span className={classes.about}>
            <StatePill tone={endpointTones[endpoint.state]}>{t(`state.${endpoint.state}`)}</StatePill>
            <bdi>{endpoint.url}</bdi>
          </span>
        }
        actions={
          mayManage && (
            <>
              <Menu position="bottom-end">
                <Menu.Target>
                  <Button variant="default" px={9} aria-label={t('moreActions')}>
                    <IconDots size={18} aria-hidden />
                  </Button>
                </Menu.Target>
                <Menu.Dropdown>
                  <Menu.Item onClick={() => setOpen('rotate')}>{t('rotate.action')}</Menu.Item>
                  <Menu.Item onClick={() => setOpen('delete')}>{t('delete.action')}</Menu.Item>
                </Menu.Dropdown>
              </Menu>
              <Button variant="default" loading={toggle.isPending} onClick={() => toggle.mutate()}>
                {t(endpoint.active ? 'pause' : 'resume')}
              </Button>
              <Button variant="default" onClick={() => setOpen('edit')}>
                {t('edit.action')}
              </Button>
            </>
          )
        }
      />
      {endpoint.disabledReason && (
        <Alert color="yellow">
          <Said english={endpoint.disabledReason} words={endpoint.disabledWords} />
        </Alert>
      )}
      {endpoint.previousSecretUntil && Date.parse(endpoint.previousSecretUntil) > now.getTime() && (
        <p className={classes.dim}>
          {t('rotate.overlap', { until: format.moment(endpoint.previousSecretUntil) })}
        </p>
      )}
      <p className={classes.dim}>
        {t('hears')}{' '}
        {endpoint.events.includes('*') ? t('events.all') : <bdi>{format.list(endpoint.events)}</bdi>}
      </p>
      {mayManage && <TestSend endpoint={endpoint} />}
      <Deliveries endpoint={endpoint} />
      {open === 'edit' && <EndpointDialog endpoint={endpoint} onClose={close} />}
      <ConfirmNamed
        opened={open === 'delete'}
        title={t('delete.title', { name: isolate(endpoint.name) })}
        action={t('delete.action')}
        onConfirm={() => remove.mutate()}
        onClose={close}
        pending={remove.isPending}
        error={remove.error}
      >
        {t('delete.text')}
      </ConfirmNamed>
      <ConfirmNamed
        opened={open === 'rotate'}
        title={t('rotate.title', { name: isolate(endpoint.name) })}
        action={t('rotate.action')}
        onConfirm={() => rotate.mutate()}
        onClose={close}
        pending={rotate.isPending}
        error={rotate.error}
      >
        {t('rotate.text')}
      </ConfirmNamed>
      <SecretOnce
        title={t('secret.title')}
        text={t('secret.text')}
        label={t('secret.label')}
        secret={rotate.data?.secret}
        onClose={() => rotate.reset()}
      />
    </div>
  );
}

/** A signed sample, now, and what came back. */
function TestSend({ endpoint }: { endpoint: Endpoint }) {
  const { t } = useTranslation('webhooks');
  const types = useQuery(eventTypesQuery);
  const [event, setEvent] = useState<string>();
  const test = useMutation({
    mutationFn: () => sendTest(endpoint.id, event ?? types.data?.[0]?.type),
    meta: { showsProblem: true },
  });
  const ok = test.data?.status !== null && test.data?.status !== undefined && test.data.status < 300;
  return (
    <Section title={t('test.title')}>
      <div className={classes.bar}>
        <Select
          aria-label={t('test.event')}
          data={(types.data ?? []).map(({ type }) => type)}
          allowDeselect={false}
          value={event ?? types.data?.[0]?.type ?? null}
          onChange={(value) => setEvent(value ?? undefined)}
        />
        <Button variant="default" loading={test.isPending} onClick={() => test.mutate()}>
          {t('test.action')}
        </Button>
      </div>
      {test.isError && (
        <Alert color="red" role="alert" mt="xs">
          {problemText(test.error)}
        </Alert>
      )}
      {test.data && (
        <div role="status" className={classes.result}>
          <StatePill tone={ok ? 'good' : 'risk'}>
            {test.data.status === null
              ? t('test.noAnswer', { ms: test.data.durationMs })
              : t('test.answered', { status: test.data.status, ms: test.data.durationMs })}
          </StatePill>
          {test.data.error && (
            <p>
              <Said english={test.data.error} words={endpointWords(test.data)} />
            </p>
          )}
          {test.data.bodyExcerpt && <code className={classes.excerpt}>{test.data.bodyExcerpt}</code>}
        </div>
      )}
    </Section>
  );
}
