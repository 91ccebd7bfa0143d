import { Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isolate } from '@/lib/format';
import { ConfirmNamed } from '@/ui/ConfirmNamed';
import { DataTable, type Column } from '@/ui/DataTable';
import { EmptyState } from '@/ui/EmptyState';
import { LoadError } from '@/ui/LoadError';
import { PageHeader } from '@/ui/PageHeader';
import { RelativeTime } from '@/ui/RelativeTime';
import { SecretOnce } from '@/ui/SecretOnce';
import { useFormat } from '@/ui/useFormat';
import { apiKeysQuery, revokeApiKey, type ApiKey } from './api';
import { NewKeyDialog } from './NewKeyDialog';

const route = getRouteApi('/shell/settings/api-keys');

export function ApiKeysPage() {
  const { t } = useTranslation('settings');
  const format = useFormat();
  const queryClient = useQueryClient();
  const { open } = route.useSearch();
  const navigate = route.useNavigate();
  const keys = useQuery(apiKeysQuery);
  const [secret, setSecret] = useState<string>();
  const [leaving, setLeaving] = useState<ApiKey>();
  const setOpen = (value: string | undefined) => void navigate({ search: { open: value }, replace: true });
  const refresh = () => queryClient.invalidateQueries({ queryKey: apiKeysQuery.queryKey });
  const revoke = useMutation({
    mutationFn: (key: ApiKey) => revokeApiKey(key.id),
    meta: { showsProblem: true },
    onSuccess: async () => {
      await refresh();
      setLeaving(undefined);
    },
  });
  const columns: Column<ApiKey>[] = [
    { id: 'name', header: t('keys.name'), cell: ({ name }) => <bdi>{name}</bdi> },
    {
      id: 'owner',
      header: t('keys.owner'),
      width: '112px',
      from: 'desktop',
      cell: ({ owner }) => <bdi>{owner.name}</bdi>,
    },
    {
      id: 'prefix',
      header: t('keys.prefix'),
      width: '128px',
      from: 'tablet',
      cell: ({ prefix }) => <bdi>{prefix}…</bdi>,
    },
    {
      id: 'scopes',
      header: t('keys.scopes'),
      from: 'tablet',
      cell: ({ scopes }) => <bdi title={scopes.join(', ')}>{scopes.join(', ')}</bdi>,
    },
    {
      id: 'lastUsed',
      header: t('keys.lastUsed'),
      width: '128px',
      cell: ({ lastUsedAt }) => (lastUsedAt ? <RelativeTime at={lastUsedAt} /> : t('keys.never')),
    },
    {
      id: 'expires',
      header: t('keys.expires'),
      width: '116px',
      from: 'desktop',
      cell: ({ expiresAt }) => (expiresAt ? format.day(expiresAt) : t('keys.noExpiry')),
    },
    {
      id: 'revoke',
      header: t('keys.actions'),
      width: '100px',
      cell: (key) => (
        <Button variant="default" size="compact-sm" onClick={() => setLeaving(key)}>
          {t('keys.revoke')}
        </Button>
      ),
    },
  ];
  return (
    <>
      <PageHeader
        title={t('keys.title')}
        about={t('keys.about')}
        actions={<Button onClick={() => setOpen('new')}>{t('keys.new')}</Button>}
      />
      {keys.isError ? (
        <LoadError what={t('keys.title')} error={keys.error} retry={() => void keys.refetch()} />
      ) : keys.data?.length === 0 ? (
        <EmptyState title={t('keys.empty')} text={t('keys.emptyText')}>
          <Button onClick={() => setOpen('new')}>{t('keys.new')}</Button>
        </EmptyState>
      ) : (
        <DataTable
          label={t('keys.title')}
          rows={keys.data ?? []}
          columns={columns}
          rowId={({ id }) => id}
          rowName={({ name }) => name}
          loading={keys.isPending}
          summary={t('keys.count', { count: keys.data?.length ?? 0 })}
        />
      )}
      <NewKeyDialog
        opened={open === 'new'}
        onClose={() => setOpen(undefined)}
        onMade={(key) => {
          setOpen(undefined);
          setSecret(key);
          void refresh();
        }}
      />
      <SecretOnce
        title={t('keys.madeTitle')}
        text={t('keys.madeText')}
        label={t('keys.key')}
        secret={secret}
        onClose={() => setSecret(undefined)}
      />
      <ConfirmNamed
        opened={leaving !== undefined}
        title={t('keys.revokeTitle', { name: isolate(leaving?.name ?? '') })}
        action={t('keys.revoke')}
        onClose={() => setLeaving(undefined)}
        onConfirm={() => leaving && revoke.mutate(leaving)}
        pending={revoke.isPending}
        error={revoke.error}
      >
        {t('keys.revokeText')}
      </ConfirmNamed>
    </>
  );
}
