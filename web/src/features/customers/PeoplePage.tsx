import { getRouteApi } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { usePages } from '@/lib/pages';
import { DataTable, type Column } from '@/ui/DataTable';
import { EmptyState } from '@/ui/EmptyState';
import { FilterBar, SearchFilter } from '@/ui/FilterBar';
import { LoadError } from '@/ui/LoadError';
import { PageHeader } from '@/ui/PageHeader';
import { peopleQuery, type Person } from './api';

const route = getRouteApi('/shell/people');

/** Everybody at every customer. */
export function PeoplePage() {
  const { t, i18n } = useTranslation('customers');
  const { query } = route.useSearch();
  const navigate = route.useNavigate();
  const people = usePages(peopleQuery(query));
  const columns = useMemo(
    (): Column<Person>[] => [
      { id: 'name', header: t('name'), cell: ({ name }) => <bdi>{name}</bdi> },
      { id: 'customer', header: t('customer'), cell: ({ customerName }) => <bdi>{customerName}</bdi> },
      { id: 'title', header: t('person.title'), from: 'tablet', cell: ({ title }) => <bdi>{title}</bdi> },
      { id: 'role', header: t('person.role'), from: 'desktop', cell: ({ role }) => <bdi>{role}</bdi> },
      {
        id: 'email',
        header: t('person.email'),
        from: 'tablet',
        cell: ({ emails }) => <bdi>{emails[0]}</bdi>,
      },
    ],
    // eslint-disable-next-line react-hooks/exhaustive-deps
    [i18n.language],
  );
  return (
    <>
      <PageHeader title={t('people.title')} about={t('people.about')} />
      <FilterBar>
        <SearchFilter
          label={t('people.search')}
          value={query}
          onChange={(value) => void navigate({ search: { query: value }, replace: true, resetScroll: false })}
        />
      </FilterBar>
      {people.isError ? (
        <LoadError what={t('people.title')} error={people.error} retry={() => void people.refetch()} />
      ) : !people.isPending && people.items.length === 0 ? (
        <EmptyState
          title={query ? t('people.noneFound') : t('people.empty')}
          text={query ? t('noneFoundText') : t('people.emptyText')}
        />
      ) : (
        <DataTable
          label={t('people.title')}
          rows={people.items}
          columns={columns}
          rowId={({ id }) => id}
          rowName={({ name }) => name}
          href={({ customerId }) => `/customers/${customerId}`}
          loading={people.isPending}
          stale={people.isPlaceholderData}
          more={people.more}
          summary={t('people.count', { count: people.total ?? people.items.length })}
        />
      )}
    </>
  );
}
