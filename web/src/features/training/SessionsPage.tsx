import { Button, SegmentedControl } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { isFiltered } from '@/lib/filters';
import { usePages } from '@/lib/pages';
import { useMay, useMe } from '@/lib/session';
import { EmptyState } from '@/ui/EmptyState';
import { ChoiceFilter, DateFilter, FilterBar } from '@/ui/FilterBar';
import { LoadError } from '@/ui/LoadError';
import { PageHeader } from '@/ui/PageHeader';
import { cohortChoicesQuery, instructorsQuery } from './cohorts';
import { daysToMoments } from './days';
import { ScheduleDialog } from './ScheduleDialog';
import { sessionsQuery, statuses } from './sessions';
import { SessionTable } from './SessionTable';
import { useServerNow } from '@/ui/useServerNow';
import { toField } from '@/lib/zoned';

const mine = getRouteApi('/shell/instructor/sessions');
const all = getRouteApi('/shell/training/sessions');

/** What the signed-in person teaches. */
export function MySessionsPage() {
  const { t } = useTranslation('training');
  const { status, view } = mine.useSearch();
  const navigate = mine.useNavigate();
  const sessions = usePages(sessionsQuery({ scope: 'mine', status, ...useView(view) }));
  const change = (part: { status?: string; view?: string }) =>
    void navigate({ search: (now) => ({ ...now, ...part }), replace: true, resetScroll: false });
  return (
    <>
      <PageHeader title={t('mine.title')} about={t('mine.about')} />
      <FilterBar>
        <ViewFilter value={view} onChange={(chosen) => change({ view: chosen })} />
        <StatusFilter value={status} onChange={(chosen) => change({ status: chosen })} />
      </FilterBar>
      {sessions.isError ? (
        <LoadError what={t('mine.title')} error={sessions.error} retry={() => void sessions.refetch()} />
      ) : !sessions.isPending && sessions.items.length === 0 ? (
        <EmptyState
          title={status ? t('noneFound') : t('mine.empty')}
          text={status ? t('noneFoundText') : t('mine.emptyText')}
        />
      ) : (
        <SessionTable label={t('mine.title')} sessions={sessions} />
      )}
    </>
  );
}

/** Everybody's sessions, for those who schedule them. */
export function AllSessionsPage() {
  const { t } = useTranslation('training');
  const search = all.useSearch();
  const navigate = all.useNavigate();
  const maySchedule = useMay('training:manage');
  const { zone } = useMe();
  const { open, view, ...filter } = search;
  const coming = useView(view);
  const chosen = filter.from || filter.to ? daysToMoments(filter, zone) : { ...filter, ...coming };
  const sessions = usePages(sessionsQuery({ scope: 'all', ...chosen }));
  const cohorts = useQuery(cohortChoicesQuery);
  const instructors = useQuery(instructorsQuery);
  const change = (part: Partial<typeof search>) =>
    void navigate({ search: (now) => ({ ...now, ...part }), replace: true, resetScroll: false });
  const filtered = isFiltered(filter);
  const schedule = maySchedule && (
    <Button onClick={() => change({ open: 'schedule' })}>{t('schedule.action')}</Button>
  );
  return (
    <>
      <PageHeader title={t('all.title')} about={t('all.about')} actions={schedule} />
      <FilterBar
        onClear={filtered ? () => void navigate({ search: { open, view }, replace: true }) : undefined}
      >
        <ViewFilter value={view} onChange={(value) => change({ view: value })} />
        <StatusFilter value={search.status} onChange={(status) => change({ status })} />
        <ChoiceFilter
          label={t('field.cohort')}
          searchable
          value={search.cohort}
          onChange={(cohort) => change({ cohort })}
          options={(cohorts.data ?? []).map(({ id, name }) => ({ value: id, label: name }))}
        />
        <ChoiceFilter
          label={t('field.instructor')}
          searchable
          value={search.instructor}
          onChange={(instructor) => change({ instructor })}
          options={(instructors.data ?? []).map(({ id, name }) => ({ value: id, label: name }))}
        />
        <DateFilter label={t('field.from')} value={search.from} onChange={(from) => change({ from })} />
        <DateFilter label={t('field.to')} value={search.to} onChange={(to) => change({ to })} />
      </FilterBar>
      {sessions.isError ? (
        <LoadError what={t('all.title')} error={sessions.error} retry={() => void sessions.refetch()} />
      ) : !sessions.isPending && sessions.items.length === 0 ? (
        <EmptyState
          title={filtered ? t('noneFound') : t('all.empty')}
          text={filtered ? t('noneFoundText') : t('all.emptyText')}
        >
          {!filtered && schedule}
        </EmptyState>
      ) : (
        <SessionTable label={t('all.title')} sessions={sessions} withInstructor />
      )}
      {open === 'schedule' && (
        <ScheduleDialog cohort={search.cohort} onClose={() => change({ open: undefined })} />
      )}
    </>
  );
}

function StatusFilter(props: { value: string | undefined; onChange: (value: string | undefined) => void }) {
  const { t } = useTranslation('training');
  return (
    <ChoiceFilter
      label={t('field.status')}
      {...props}
      options={statuses.map((value) => ({ value, label: t(`status.${value}`) }))}
    />
  );
}

/** What is to come, the next first, unless all is asked for. */
function useView(view: string | undefined): { from?: string } {
  const { zone } = useMe();
  const today = toField(useServerNow(), zone).slice(0, 10);
  return view === 'all' ? {} : daysToMoments({ from: today }, zone);
}

function ViewFilter(props: { value: string | undefined; onChange: (value: string | undefined) => void }) {
  const { t } = useTranslation('training');
  const { value, onChange } = props;
  return (
    <SegmentedControl
      aria-label={t('view.label')}
      data={[
        { value: 'coming', label: t('view.coming') },
        { value: 'all', label: t('view.all') },
      ]}
      value={value === 'all' ? 'all' : 'coming'}
      onChange={(chosen) => onChange(chosen === 'all' ? 'all' : undefined)}
    />
  );
}
