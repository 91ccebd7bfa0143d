import { Button, Group, Skeleton, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { isFiltered } from '@/lib/filters';
import { usePages } from '@/lib/pages';
import { useMay, useMe } from '@/lib/session';
import { fromField, toField } from '@/lib/zoned';
import { Said } from '@/said/Said';
import { DataTable, type Column } from '@/ui/DataTable';
import { EmptyState } from '@/ui/EmptyState';
import { ChoiceFilter, FilterBar } from '@/ui/FilterBar';
import { LoadError } from '@/ui/LoadError';
import { RelativeTime } from '@/ui/RelativeTime';
import { Section } from '@/ui/Section';
import { StatePill } from '@/ui/StatePill';
import { say } from '@/ui/toast';
import { useFormat } from '@/ui/useFormat';
import {
  deliveriesQuery,
  deliveryQuery,
  deliveryStates,
  eventTypesQuery,
  redeliver,
  redeliverRange,
  type Delivery,
  type Endpoint,
} from './api';
import { deliveryTones, endpointWords } from './states';
import classes from './WebhookPage.module.css';

const route = getRouteApi('/shell/integrations/webhooks/$webhookId');
const idOf = ({ id }: Delivery) => id;
const nameOf = ({ eventType }: Delivery) => eventType;

/** What was sent and what came back; one, or all failures of a time, are sent again. */
export function Deliveries({ endpoint }: { endpoint: Endpoint }) {
  const { t } = useTranslation('webhooks');
  const { zone } = useMe();
  const queryClient = useQueryClient();
  const mayManage = useMay('webhooks:manage');
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const types = useQuery(eventTypesQuery);
  const deliveries = usePages(deliveriesQuery(endpoint.id, search));
  const columns = useColumns();
  const change = (part: Partial<typeof search>) =>
    void navigate({ search: (now) => ({ ...now, ...part }), replace: true, resetScroll: false });
  const again = useMutation({
    mutationFn: () =>
      redeliverRange(endpoint.id, search.from ?? endpoint.createdAt, search.to ?? new Date().toISOString()),
    onSuccess: ({ count }) => say(t('redelivered', { count })),
    onSettled: () => queryClient.invalidateQueries({ queryKey: ['webhooks'] }),
  });
  const filtered = isFiltered(search);
  const time = (name: 'from' | 'to') => (
    <TextInput
      type="datetime-local"
      aria-label={t(`filter.${name}`)}
      title={t(`filter.${name}`)}
      value={search[name] ? toField(new Date(search[name]), zone) : ''}
      onChange={({ currentTarget: { value } }) =>
        change({ [name]: value ? fromField(value, zone).toISOString() : undefined })
      }
    />
  );
  return (
    <Section
      title={t('deliveries')}
      action={
        mayManage && (
          <Button
            size="compact-md"
            variant="default"
            loading={again.isPending}
            onClick={() => again.mutate()}
          >
            {t('redeliverFailed')}
          </Button>
        )
      }
    >
      <FilterBar
        onClear={
          filtered
            ? () => change({ state: undefined, eventType: undefined, from: undefined, to: undefined })
            : undefined
        }
      >
        <ChoiceFilter
          label={t('field.state')}
          value={search.state}
          onChange={(state) => change({ state })}
          options={deliveryStates.map((value) => ({ value, label: t(`delivery.${value}`) }))}
        />
        <ChoiceFilter
          label={t('filter.event')}
          value={search.eventType}
          onChange={(eventType) => change({ eventType })}
          options={(types.data ?? []).map(({ type }) => ({ value: type, label: type }))}
        />
        {time('from')}
        {time('to')}
      </FilterBar>
      {deliveries.isError ? (
        <LoadError what={t('deliveries')} error={deliveries.error} retry={() => void deliveries.refetch()} />
      ) : !deliveries.isPending && deliveries.items.length === 0 ? (
        <EmptyState
          title={filtered ? t('noneFound') : t('noDeliveries')}
          text={filtered ? t('noneFoundText') : t('noDeliveriesText')}
        />
      ) : (
        <DataTable
          label={t('deliveries')}
          rows={deliveries.items}
          columns={columns}
          rowId={idOf}
          rowName={nameOf}
          peek={({ id }) => <Detail id={id} mayManage={mayManage} />}
          loading={deliveries.isPending}
          stale={deliveries.isPlaceholderData}
          more={deliveries.more}
        />
      )}
    </Section>
  );
}

function useColumns(): Column<Delivery>[] {
  const { t } = useTranslation('webhooks');
  const format = useFormat();
  return useMemo(
    () => [
      { id: 'event', header: t('filter.event'), cell: ({ eventType }) => <bdi>{eventType}</bdi> },
      {
        id: 'state',
        header: t('field.state'),
        width: '130px',
        cell: ({ state }) => <StatePill tone={deliveryTones[state]}>{t(`delivery.${state}`)}</StatePill>,
      },
      {
        id: 'status',
        header: t('field.answer'),
        width: '90px',
        align: 'end',
        from: 'tablet',
        cell: ({ responseStatus }) => responseStatus ?? '–',
      },
      {
        id: 'attempts',
        header: t('field.attempts'),
        width: '90px',
        align: 'end',
        from: 'tablet',
        cell: ({ attempts }) => format.number(attempts),
      },
      {
        id: 'at',
        header: t('field.created'),
        width: '140px',
        from: 'tablet',
        cell: ({ createdAt }) => <RelativeTime at={createdAt} />,
      },
    ],
    [t, format],
  );
}

function Detail({ id, mayManage }: { id: string; mayManage: boolean }) {
  const { t } = useTranslation('webhooks');
  const format = useFormat();
  const queryClient = useQueryClient();
  const delivery = useQuery(deliveryQuery(id));
  const again = useMutation({
    mutationFn: () => redeliver(id),
    onSuccess: () => say(t('redelivered', { count: 1 })),
    onSettled: () => queryClient.invalidateQueries({ queryKey: ['webhooks'] }),
  });
  if (delivery.isPending) return <Skeleton h={240} role="status" aria-label={t('loading')} />;
  if (delivery.isError) {
    return (
      <LoadError what={t('delivery.title')} error={delivery.error} retry={() => void delivery.refetch()} />
    );
  }
  const { eventType, eventId, state, payload, attemptLog } = delivery.data;
  return (
    <div className={classes.detail}>
      <Group justify="space-between">
        <StatePill tone={deliveryTones[state]}>{t(`delivery.${state}`)}</StatePill>
        {mayManage && (
          <Button
            size="compact-md"
            variant="default"
            loading={again.isPending}
            onClick={() => again.mutate()}
          >
            {t('redeliver')}
          </Button>
        )}
      </Group>
      <p className={classes.dim}>
        <bdi>{eventType}</bdi> · <bdi>{eventId}</bdi>
      </p>
      <h3>{t('attemptLog')}</h3>
      {attemptLog.length === 0 ? (
        <p className={classes.dim}>{t('noAttempts')}</p>
      ) : (
        <ol className={classes.attempts}>
          {attemptLog.map((attempt) => (
            <li key={attempt.number}>
              <span>
                {format.moment(attempt.at)} · {attempt.status ?? t('noAnswer')} ·{' '}
                {t('ms', { ms: format.number(attempt.durationMs) })}
              </span>
              {attempt.error && (
                <span className={classes.dim}>
                  <Said english={attempt.error} words={endpointWords(attempt)} />
                </span>
              )}
              {attempt.excerpt && <code className={classes.excerpt}>{attempt.excerpt}</code>}
            </li>
          ))}
        </ol>
      )}
      <h3>{t('payload')}</h3>
      {/* It scrolls, so the keyboard must reach it. */}
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <pre className={classes.payload} tabIndex={0}>
        {JSON.stringify(payload, null, 2)}
      </pre>
    </div>
  );
}
