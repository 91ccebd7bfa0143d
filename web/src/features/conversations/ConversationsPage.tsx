import { Button } from '@mantine/core';
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
import { ChoiceFilter, FilterBar, SearchFilter } from '@/ui/FilterBar';
import { LoadError } from '@/ui/LoadError';
import { PageHeader } from '@/ui/PageHeader';
import { StatePill } from '@/ui/StatePill';
import { useFormat } from '@/ui/useFormat';
import { crmName } from '@/ui/sources';
import { conversationsQuery, syncStates, type Brief } from './api';
import classes from './ConversationsPage.module.css';
import { stateTones, syncTones, useDuration } from './wording';

const route = getRouteApi('/shell/conversations');
const idOf = ({ id }: Brief) => id;
const nameOf = ({ title }: Brief) => title;
const hrefOf = ({ id }: Brief) => `/conversations/${id}`;

/** Every talk with a customer, newest first, with where it stands in each CRM. */
export function ConversationsPage() {
  const { t } = useTranslation('conversations');
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const mayWrite = useMay('conversations:write');
  const maySeeCustomers = useMay('customers:read');
  const talks = usePages(conversationsQuery(search));
  const customers = useQuery({ ...customerChoicesQuery, enabled: maySeeCustomers });
  const columns = useColumns();
  const change = (part: Partial<typeof search>) =>
    void navigate({ search: (now) => ({ ...now, ...part }), replace: true, resetScroll: false });
  const filtered = isFiltered(search);
  const create = mayWrite && (
    <Button component={Link} to="/conversations/new">
      {t('new.action')}
    </Button>
  );
  return (
    <>
      <PageHeader title={t('title')} actions={create} />
      <FilterBar
        onClear={
          filtered
            ? () => change({ query: undefined, customer: undefined, state: undefined, sync: undefined })
            : undefined
        }
      >
        <SearchFilter label={t('search')} value={search.query} onChange={(query) => change({ query })} />
        {maySeeCustomers && (
          <ChoiceFilter
            label={t('customer')}
            value={search.customer}
            onChange={(customer) => change({ customer })}
            options={(customers.data ?? []).map(({ id, name }) => ({ value: id, label: name }))}
            searchable
          />
        )}
        <ChoiceFilter
          label={t('stateLabel')}
          value={search.state}
          onChange={(state) => change({ state })}
          options={(['draft', 'completed'] as const).map((value) => ({ value, label: t(`state.${value}`) }))}
        />
        <ChoiceFilter
          label={t('sync.title')}
          value={search.sync}
          onChange={(sync) => change({ sync })}
          options={syncStates.map((value) => ({ value, label: t(`sync.${value}`) }))}
        />
      </FilterBar>
      {talks.isError ? (
        <LoadError what={t('title')} error={talks.error} retry={() => void talks.refetch()} />
      ) : !talks.isPending && talks.items.length === 0 ? (
        filtered ? (
          <EmptyState title={t('noneFound')} text={t('noneFoundText')} />
        ) : (
          <EmptyState title={t('empty')} text={t('emptyText')}>
            {create}
          </EmptyState>
        )
      ) : (
        <DataTable
          label={t('title')}
          rows={talks.items}
          columns={columns}
          rowId={idOf}
          rowName={nameOf}
          href={hrefOf}
          loading={talks.isPending}
          stale={talks.isPlaceholderData}
          more={talks.more}
          summary={t('count', { count: talks.total ?? talks.items.length })}
        />
      )}
    </>
  );
}

function useColumns(): Column<Brief>[] {
  const { t } = useTranslation('conversations');
  const format = useFormat();
  const duration = useDuration();
  return useMemo(
    () => [
      { id: 'title', header: t('field.title'), cell: ({ title }) => <bdi>{title}</bdi> },
      {
        id: 'customer',
        header: t('customer'),
        from: 'tablet',
        cell: ({ customer }) => (customer ? <bdi>{customer.name}</bdi> : t('noCustomer')),
      },
      {
        id: 'when',
        header: t('field.when'),
        width: '160px',
        from: 'tablet',
        cell: ({ startedAt }) => <time dateTime={startedAt}>{format.moment(startedAt)}</time>,
      },
      {
        id: 'duration',
        header: t('field.duration'),
        width: '90px',
        align: 'end',
        from: 'desktop',
        cell: ({ durationSeconds }) => (durationSeconds > 0 ? duration(durationSeconds) : '–'),
      },
      {
        id: 'actions',
        header: t('items.short'),
        width: '80px',
        align: 'end',
        from: 'desktop',
        cell: ({ actionItemCount }) => format.number(actionItemCount),
      },
      {
        id: 'state',
        header: t('stateLabel'),
        width: '120px',
        from: 'tablet',
        cell: ({ state }) => <StatePill tone={stateTones[state]}>{t(`state.${state}`)}</StatePill>,
      },
      {
        id: 'sync',
        header: t('sync.label'),
        width: 'clamp(132px, 22%, 260px)',
        cell: ({ sync }) => (
          <span className={classes.pills}>
            {(sync ?? []).map(({ crmType, state }) => (
              <span key={crmType} className={classes.pill}>
                <span className={classes.crm}>{crmName(crmType)}</span>
                <StatePill tone={syncTones[state]}>{t(`sync.${state}`)}</StatePill>
              </span>
            ))}
          </span>
        ),
      },
    ],
    [t, format, duration],
  );
}
