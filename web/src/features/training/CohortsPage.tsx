import { Button } from '@mantine/core';
import { getRouteApi } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { usePages } from '@/lib/pages';
import { DataTable, type Column } from '@/ui/DataTable';
import { EmptyState } from '@/ui/EmptyState';
import { FilterBar, SearchFilter } from '@/ui/FilterBar';
import { LoadError } from '@/ui/LoadError';
import { PageHeader } from '@/ui/PageHeader';
import { useFormat } from '@/ui/useFormat';
import { CohortDialog } from './CohortDialog';
import { cohortsQuery, type Cohort } from './cohorts';

const route = getRouteApi('/shell/training/cohorts');
const idOf = ({ id }: Cohort) => id;
const nameOf = ({ name }: Cohort) => name;

/** Groups of people who learn together. */
export function CohortsPage() {
  const { t } = useTranslation('training');
  const { query, open } = route.useSearch();
  const navigate = route.useNavigate();
  const cohorts = usePages(cohortsQuery(query));
  const columns = useColumns();
  const change = (part: { query?: string; open?: string }) =>
    void navigate({ search: (now) => ({ ...now, ...part }), replace: true, resetScroll: false });
  const add = <Button onClick={() => change({ open: 'new' })}>{t('cohort.new')}</Button>;
  return (
    <>
      <PageHeader title={t('cohorts.title')} about={t('cohorts.about')} actions={add} />
      <FilterBar>
        <SearchFilter
          label={t('cohorts.search')}
          value={query}
          onChange={(value) => change({ query: value })}
        />
      </FilterBar>
      {cohorts.isError ? (
        <LoadError what={t('cohorts.title')} error={cohorts.error} retry={() => void cohorts.refetch()} />
      ) : !cohorts.isPending && cohorts.items.length === 0 ? (
        <EmptyState
          title={query ? t('noneFound') : t('cohorts.empty')}
          text={query ? t('noneFoundText') : t('cohorts.emptyText')}
        >
          {!query && add}
        </EmptyState>
      ) : (
        <DataTable
          label={t('cohorts.title')}
          rows={cohorts.items}
          columns={columns}
          rowId={idOf}
          rowName={nameOf}
          href={({ id }) => `/training/cohorts/${id}`}
          loading={cohorts.isPending}
          stale={cohorts.isPlaceholderData}
          more={cohorts.more}
          summary={t('cohortCount', { count: cohorts.total ?? cohorts.items.length })}
        />
      )}
      {open === 'new' && <CohortDialog onClose={() => change({ open: undefined })} />}
    </>
  );
}

function useColumns(): Column<Cohort>[] {
  const { t } = useTranslation('training');
  const format = useFormat();
  return useMemo(
    () => [
      { id: 'name', header: t('field.cohort'), cell: ({ name }) => <bdi>{name}</bdi> },
      {
        id: 'instructor',
        header: t('field.instructor'),
        from: 'tablet',
        cell: ({ instructor }) => <bdi>{instructor?.name}</bdi>,
      },
      {
        id: 'learners',
        header: t('field.learners'),
        width: '100px',
        align: 'end',
        cell: ({ learnerCount }) => format.number(learnerCount),
      },
      {
        id: 'sessions',
        header: t('field.sessions'),
        width: '100px',
        align: 'end',
        from: 'tablet',
        cell: ({ sessionCount }) => format.number(sessionCount),
      },
      {
        id: 'next',
        header: t('field.next'),
        width: '180px',
        from: 'tablet',
        cell: ({ nextSessionAt }) =>
          nextSessionAt ? <time dateTime={nextSessionAt}>{format.moment(nextSessionAt)}</time> : '–',
      },
    ],
    [t, format],
  );
}
