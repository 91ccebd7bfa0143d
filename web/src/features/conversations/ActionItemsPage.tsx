import { Checkbox } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { customerChoicesQuery } from '@/lib/customers';
import { isFiltered } from '@/lib/filters';
import { usePages } from '@/lib/pages';
import { useMay } from '@/lib/session';
import { DataTable, type Column } from '@/ui/DataTable';
import { EmptyState } from '@/ui/EmptyState';
import { ChoiceFilter, FilterBar } from '@/ui/FilterBar';
import { FilterChips } from '@/ui/FilterChips';
import { LoadError } from '@/ui/LoadError';
import { PageHeader } from '@/ui/PageHeader';
import { actionItemsQuery, type ActionItem } from './api';
import { Due } from './ActionItemRow';
import { useItemVerbs } from './items';

const route = getRouteApi('/shell/action-items');
const idOf = ({ id }: ActionItem) => id;
const nameOf = ({ title }: ActionItem) => title;
const hrefOf = ({ conversationId, turn }: ActionItem) =>
  `/conversations/${conversationId}${turn === null ? '' : `?turn=${turn}`}`;

/** What was promised in all talks, the most urgent first. */
export function ActionItemsPage() {
  const { t } = useTranslation('conversations');
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const maySeeCustomers = useMay('customers:read');
  const customers = useQuery({ ...customerChoicesQuery, enabled: maySeeCustomers });
  const items = usePages(actionItemsQuery(search));
  const columns = useColumns();
  const change = (part: Partial<typeof search>) =>
    void navigate({ search: (now) => ({ ...now, ...part }), replace: true, resetScroll: false });
  const filtered = isFiltered(search);
  return (
    <>
      <PageHeader title={t('items.title')} about={t('items.about')} />
      <FilterBar
        onClear={
          filtered ? () => change({ status: undefined, mine: undefined, customer: undefined }) : undefined
        }
      >
        <FilterChips
          label={t('items.field.status')}
          all={t('items.status.open')}
          value={search.status}
          options={(['done', 'cancelled', 'all'] as const).map((value) => ({
            value,
            label: t(`items.status.${value}`),
          }))}
          onChange={(status) => change({ status })}
        />
        {maySeeCustomers && (
          <ChoiceFilter
            label={t('customer')}
            value={search.customer}
            onChange={(customer) => change({ customer })}
            options={(customers.data ?? []).map(({ id, name }) => ({ value: id, label: name }))}
            searchable
          />
        )}
        <Checkbox
          label={t('items.mine')}
          checked={search.mine === true}
          onChange={(event) => change({ mine: event.currentTarget.checked || undefined })}
        />
      </FilterBar>
      {items.isError ? (
        <LoadError what={t('items.title')} error={items.error} retry={() => void items.refetch()} />
      ) : !items.isPending && items.items.length === 0 ? (
        filtered ? (
          <EmptyState title={t('noneFound')} text={t('noneFoundText')} />
        ) : (
          <EmptyState title={t('items.empty')} text={t('items.emptyText')}>
            <Link to="/conversations">{t('items.toConversations')}</Link>
          </EmptyState>
        )
      ) : (
        <DataTable
          label={t('items.title')}
          rows={items.items}
          columns={columns}
          rowId={idOf}
          rowName={nameOf}
          href={hrefOf}
          loading={items.isPending}
          stale={items.isPlaceholderData}
          more={items.more}
          summary={t('items.count', { count: items.total ?? items.items.length })}
        />
      )}
    </>
  );
}

function useColumns(): Column<ActionItem>[] {
  const { t } = useTranslation('conversations');
  return useMemo(
    () => [
      { id: 'title', header: t('items.field.title'), cell: ({ title }) => <bdi>{title}</bdi> },
      {
        id: 'owner',
        header: t('items.field.owner'),
        width: '160px',
        from: 'tablet',
        cell: ({ owner }) => (owner ? <bdi>{owner}</bdi> : t('items.noOwner')),
      },
      {
        id: 'due',
        header: t('items.field.due'),
        width: '170px',
        cell: (item) => <Due item={item} />,
      },
      {
        id: 'conversation',
        header: t('conversation'),
        from: 'desktop',
        cell: ({ conversationTitle }) => <bdi>{conversationTitle}</bdi>,
      },
      {
        id: 'status',
        header: t('items.field.status'),
        width: '110px',
        from: 'tablet',
        cell: ({ status }) => t(`items.status.${status}`),
      },
      { id: 'done', header: t('items.doneShort'), width: '64px', cell: (item) => <Tick item={item} /> },
    ],
    [t],
  );
}

function Tick({ item }: { item: ActionItem }) {
  const { t } = useTranslation('conversations');
  const mayWrite = useMay('conversations:write');
  const { setStatus } = useItemVerbs(item);
  const shown = setStatus.isPending ? setStatus.variables : item.status;
  return (
    <Checkbox
      size="sm"
      aria-label={t('items.complete', { title: item.title })}
      checked={shown === 'done'}
      disabled={!mayWrite || shown === 'cancelled'}
      onChange={(event) => setStatus.mutate(event.currentTarget.checked ? 'done' : 'open')}
    />
  );
}
