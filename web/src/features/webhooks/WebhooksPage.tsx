import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMay } from '@/lib/session';
import { DataTable, type Column } from '@/ui/DataTable';
import { EmptyState } from '@/ui/EmptyState';
import { LoadError } from '@/ui/LoadError';
import { PageHeader } from '@/ui/PageHeader';
import { SecretOnce } from '@/ui/SecretOnce';
import { StatePill } from '@/ui/StatePill';
import { useFormat } from '@/ui/useFormat';
import { endpointsQuery, type Endpoint } from './api';
import { EndpointDialog } from './EndpointDialog';
import { endpointTones } from './states';

const route = getRouteApi('/shell/integrations/webhooks');
const idOf = ({ id }: Endpoint) => id;
const nameOf = ({ name }: Endpoint) => name;
const hrefOf = ({ id }: Endpoint) => `/integrations/webhooks/${id}`;

/** Addresses of others that hear what happens here. */
export function WebhooksPage() {
  const { t } = useTranslation('webhooks');
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const mayManage = useMay('webhooks:manage');
  const endpoints = useQuery(endpointsQuery);
  const [secret, setSecret] = useState<string>();
  const columns = useColumns();
  const open = (name: string | undefined) => void navigate({ search: { open: name }, replace: true });
  const create = mayManage && <Button onClick={() => open('new')}>{t('new.action')}</Button>;
  return (
    <>
      <PageHeader
        title={t('title')}
        about={
          <>
            {t('about')}{' '}
            <Link to="/help/$guide" params={{ guide: 'webhooks' }}>
              {t('guide')}
            </Link>
          </>
        }
        actions={create}
      />
      {endpoints.isError ? (
        <LoadError what={t('title')} error={endpoints.error} retry={() => void endpoints.refetch()} />
      ) : endpoints.data?.length === 0 ? (
        <EmptyState title={t('empty')} text={t('emptyText')}>
          {create}
        </EmptyState>
      ) : (
        <DataTable
          label={t('title')}
          rows={endpoints.data ?? []}
          columns={columns}
          rowId={idOf}
          rowName={nameOf}
          href={hrefOf}
          loading={endpoints.isPending}
          summary={t('count', { count: endpoints.data?.length ?? 0 })}
        />
      )}
      {mayManage && search.open === 'new' && (
        <EndpointDialog
          onClose={() => open(undefined)}
          onCreated={(created) => {
            open(undefined);
            setSecret(created);
          }}
        />
      )}
      <SecretOnce
        title={t('secret.title')}
        text={t('secret.text')}
        label={t('secret.label')}
        secret={secret}
        onClose={() => setSecret(undefined)}
      />
    </>
  );
}

function useColumns(): Column<Endpoint>[] {
  const { t } = useTranslation('webhooks');
  const format = useFormat();
  return useMemo(
    () => [
      { id: 'name', header: t('field.name'), cell: ({ name }) => <bdi>{name}</bdi> },
      { id: 'url', header: t('field.url'), from: 'tablet', cell: ({ url }) => <bdi>{url}</bdi> },
      {
        id: 'state',
        header: t('field.state'),
        width: '120px',
        cell: ({ state }) => <StatePill tone={endpointTones[state]}>{t(`state.${state}`)}</StatePill>,
      },
      {
        id: 'delivered',
        header: t('stats.delivered'),
        width: '120px',
        align: 'end',
        from: 'tablet',
        cell: ({ stats }) => format.number(stats.delivered),
      },
      {
        id: 'failed',
        header: t('stats.failed'),
        width: '90px',
        align: 'end',
        from: 'tablet',
        cell: ({ stats }) => format.number(stats.failed),
      },
      {
        id: 'pending',
        header: t('stats.pending'),
        width: '90px',
        align: 'end',
        from: 'tablet',
        cell: ({ stats }) => format.number(stats.pending),
      },
    ],
    [t, format],
  );
}
