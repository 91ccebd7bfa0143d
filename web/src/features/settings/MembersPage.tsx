import { Button, Select, Switch } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { isFiltered } from '@/lib/filters';
import { usePages } from '@/lib/pages';
import { roles, useMe, type Role } from '@/lib/session';
import type { User } from '@/lib/users';
import { DataTable, type Column } from '@/ui/DataTable';
import { EmptyState } from '@/ui/EmptyState';
import { ChoiceFilter, FilterBar, SearchFilter } from '@/ui/FilterBar';
import { LoadError } from '@/ui/LoadError';
import { PageHeader } from '@/ui/PageHeader';
import { RelativeTime } from '@/ui/RelativeTime';
import { changeMember, membersQuery } from './api';
import { Invitations } from './Invitations';
import { InviteDialog } from './InviteDialog';

const route = getRouteApi('/shell/settings/members');

export function MembersPage() {
  const { t } = useTranslation('settings');
  const { t: app } = useTranslation('app');
  const me = useMe();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const queryClient = useQueryClient();
  const members = usePages(membersQuery(search));
  const change = (part: Partial<typeof search>) =>
    void navigate({ search: (now) => ({ ...now, ...part }), replace: true, resetScroll: false });
  const update = useMutation({
    mutationFn: ({ id, ...rest }: { id: string; role?: Role; active?: boolean }) => changeMember(id, rest),
    onSettled: () => queryClient.invalidateQueries({ queryKey: ['users'] }),
  });
  const roleChoices = roles.map((value) => ({ value, label: app(`role.${value}`) }));
  const columns: Column<User>[] = [
    { id: 'name', header: t('members.name'), cell: ({ name }) => <bdi>{name}</bdi> },
    { id: 'email', header: t('members.email'), from: 'tablet', cell: ({ email }) => <bdi>{email}</bdi> },
    {
      id: 'role',
      header: t('members.role'),
      width: '252px',
      cell: ({ id, name, role }) => (
        <Select
          size="xs"
          aria-label={t('members.roleOf', { name })}
          data={roleChoices}
          allowDeselect={false}
          disabled={id === me.id}
          value={role}
          onChange={(chosen) => chosen && update.mutate({ id, role: chosen })}
        />
      ),
    },
    {
      id: 'lastSeen',
      header: t('members.lastSeen'),
      width: '132px',
      from: 'desktop',
      cell: ({ lastSeenAt }) => (lastSeenAt ? <RelativeTime at={lastSeenAt} /> : t('members.never')),
    },
    {
      id: 'active',
      header: t('members.active'),
      width: '84px',
      cell: ({ id, name, active }) => (
        <Switch
          size="sm"
          aria-label={t('members.activeOf', { name })}
          checked={active}
          disabled={id === me.id}
          onChange={(event) => update.mutate({ id, active: event.currentTarget.checked })}
        />
      ),
    },
  ];
  const filtered = isFiltered(search, 'open');
  return (
    <>
      <PageHeader
        title={t('members.title')}
        about={t('members.about')}
        actions={<Button onClick={() => change({ open: 'invite' })}>{t('members.invite')}</Button>}
      />
      <FilterBar onClear={filtered ? () => change({ query: undefined, role: undefined }) : undefined}>
        <SearchFilter
          label={t('members.search')}
          value={search.query}
          onChange={(query) => change({ query })}
        />
        <ChoiceFilter
          label={t('members.role')}
          value={search.role}
          onChange={(role) => change({ role })}
          options={roleChoices}
        />
      </FilterBar>
      {members.isError ? (
        <LoadError what={t('members.title')} error={members.error} retry={() => void members.refetch()} />
      ) : !members.isPending && members.items.length === 0 ? (
        <EmptyState title={t('members.noneFound')} text={t('members.noneFoundText')} />
      ) : (
        <DataTable
          label={t('members.title')}
          rows={members.items}
          columns={columns}
          rowId={({ id }) => id}
          rowName={({ name }) => name}
          loading={members.isPending}
          stale={members.isPlaceholderData}
          more={members.more}
          summary={t('members.count', { count: members.total ?? members.items.length })}
        />
      )}
      <Invitations />
      <InviteDialog opened={search.open === 'invite'} onClose={() => change({ open: undefined })} />
    </>
  );
}
