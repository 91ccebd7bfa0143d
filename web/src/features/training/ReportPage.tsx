import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { customerChoicesQuery } from '@/lib/customers';
import { isFiltered } from '@/lib/filters';
import { usePages } from '@/lib/pages';
import { useMay, useMe } from '@/lib/session';
import { DataTable, type Column } from '@/ui/DataTable';
import { EmptyState } from '@/ui/EmptyState';
import { ChoiceFilter, DateFilter, FilterBar } from '@/ui/FilterBar';
import { LoadError } from '@/ui/LoadError';
import { PageHeader } from '@/ui/PageHeader';
import { StatePill } from '@/ui/StatePill';
import { useFormat } from '@/ui/useFormat';
import { cohortChoicesQuery } from './cohorts';
import { daysToMoments } from './days';
import { useLength } from './wording';
import { reportQuery, type ReportRow } from './zoom';

const route = getRouteApi('/shell/training/report');
const idOf = ({ cohort, userId }: ReportRow) => `${cohort.id} ${userId}`;
const nameOf = ({ name, email }: ReportRow) => name || email;

/** Who attended how much, over all sessions of a time. */
export function ReportPage() {
  const { t } = useTranslation('training');
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const { zone } = useMe();
  const maySeeCustomers = useMay('customers:read');
  const rows = usePages(reportQuery(daysToMoments(search, zone)));
  const cohorts = useQuery(cohortChoicesQuery);
  const customers = useQuery({ ...customerChoicesQuery, enabled: maySeeCustomers });
  const columns = useColumns();
  const filtered = isFiltered(search);
  const change = (part: Partial<typeof search>) =>
    void navigate({ search: (now) => ({ ...now, ...part }), replace: true, resetScroll: false });
  return (
    <>
      <PageHeader title={t('overall.title')} about={t('overall.about')} />
      <FilterBar onClear={filtered ? () => void navigate({ search: {}, replace: true }) : undefined}>
        <ChoiceFilter
          label={t('field.cohort')}
          searchable
          value={search.cohort}
          onChange={(cohort) => change({ cohort })}
          options={(cohorts.data ?? []).map(({ id, name }) => ({ value: id, label: name }))}
        />
        {maySeeCustomers && (
          <ChoiceFilter
            label={t('field.customer')}
            searchable
            value={search.customer}
            onChange={(customer) => change({ customer })}
            options={(customers.data ?? []).map(({ id, name }) => ({ value: id, label: name }))}
          />
        )}
        <DateFilter label={t('field.from')} value={search.from} onChange={(from) => change({ from })} />
        <DateFilter label={t('field.to')} value={search.to} onChange={(to) => change({ to })} />
      </FilterBar>
      {rows.isError ? (
        <LoadError what={t('overall.title')} error={rows.error} retry={() => void rows.refetch()} />
      ) : !rows.isPending && rows.items.length === 0 ? (
        <EmptyState
          title={filtered ? t('noneFound') : t('overall.empty')}
          text={filtered ? t('noneFoundText') : t('overall.emptyText')}
        />
      ) : (
        <DataTable
          label={t('overall.title')}
          rows={rows.items}
          columns={columns}
          rowId={idOf}
          rowName={nameOf}
          loading={rows.isPending}
          stale={rows.isPlaceholderData}
          more={rows.more}
          summary={t('overall.definition')}
        />
      )}
    </>
  );
}

function useColumns(): Column<ReportRow>[] {
  const { t } = useTranslation('training');
  const format = useFormat();
  const length = useLength();
  return useMemo(() => {
    const number = (id: 'held' | 'attended'): Column<ReportRow> => ({
      id,
      header: t(`overall.${id}`),
      width: '90px',
      align: 'end',
      from: 'tablet',
      cell: (row) => format.number(row[id]),
    });
    return [
      { id: 'name', header: t('field.name'), cell: (row) => <bdi>{nameOf(row)}</bdi> },
      {
        id: 'cohort',
        header: t('field.cohort'),
        from: 'tablet',
        cell: ({ cohort }) => <bdi>{cohort.name}</bdi>,
      },
      {
        id: 'customer',
        header: t('field.customer'),
        from: 'desktop',
        cell: ({ customer }) => (customer ? <bdi>{customer.name}</bdi> : '–'),
      },
      number('held'),
      number('attended'),
      {
        id: 'time',
        header: t('field.time'),
        width: '110px',
        align: 'end',
        from: 'tablet',
        cell: ({ seconds }) => length(seconds),
      },
      {
        id: 'rate',
        header: t('overall.rate'),
        width: '130px',
        cell: ({ rate, warning }) =>
          rate === null ? (
            '–'
          ) : (
            <StatePill tone={warning ? 'risk' : 'good'}>{format.percent(rate)}</StatePill>
          ),
      },
    ];
    // `length` is made anew each time, of the same words and numbers as these.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [t, format]);
}
