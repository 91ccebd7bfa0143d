import { Button, Group } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { isolate } from '@/lib/format';
import { usePages } from '@/lib/pages';
import { DataTable, type Column } from '@/ui/DataTable';
import { FilterBar, SearchFilter } from '@/ui/FilterBar';
import { LoadError } from '@/ui/LoadError';
import { Section } from '@/ui/Section';
import { offerUndo } from '@/ui/toast';
import { enrol, learnersQuery, removeLearner, type Cohort, type Learner } from './cohorts';
import { EnrolDialog } from './EnrolDialog';
import { ImportLearners } from './ImportLearners';
import { trainingKey } from './keys';
import classes from './SessionPage.module.css';
import { useLearnerColumns } from './useLearnerColumns';

const route = getRouteApi('/shell/training/cohorts/$cohortId');
const idOf = ({ userId }: Learner) => userId;
const nameOf = ({ name, email }: Learner) => name || email;

/** Who is enrolled; more by one, by a list or by a file. */
export function Learners({ cohort }: { cohort: Cohort }) {
  const { t } = useTranslation('training');
  const { query, open } = route.useSearch();
  const navigate = route.useNavigate();
  const learners = usePages(learnersQuery(cohort.id, query));
  const own = useLearnerColumns();
  const columns = useMemo(
    (): Column<Learner>[] => [
      ...own,
      {
        id: 'remove',
        header: t('field.actions'),
        width: '110px',
        align: 'end',
        from: 'tablet',
        cell: (learner) => <Remove cohort={cohort} learner={learner} />,
      },
    ],
    [own, t, cohort],
  );
  const change = (part: { query?: string; open?: string }) =>
    void navigate({ search: (now) => ({ ...now, ...part }), replace: true, resetScroll: false });
  const close = () => change({ open: undefined });
  return (
    <Section
      title={t('roster.title')}
      count={cohort.learnerCount}
      action={
        <Group gap="xs">
          <Button size="compact-md" variant="default" onClick={() => change({ open: 'import' })}>
            {t('import.action')}
          </Button>
          <Button size="compact-md" variant="default" onClick={() => change({ open: 'enrol' })}>
            {t('enrol.action')}
          </Button>
        </Group>
      }
    >
      <FilterBar>
        <SearchFilter
          label={t('roster.search')}
          value={query}
          onChange={(value) => change({ query: value })}
        />
      </FilterBar>
      {learners.isError ? (
        <LoadError what={t('roster.title')} error={learners.error} retry={() => void learners.refetch()} />
      ) : !learners.isPending && learners.items.length === 0 ? (
        <p className={classes.quiet}>{query ? t('noneFound') : t('roster.empty')}</p>
      ) : (
        <DataTable
          label={t('roster.title')}
          rows={learners.items}
          columns={columns}
          rowId={idOf}
          rowName={nameOf}
          loading={learners.isPending}
          stale={learners.isPlaceholderData}
          more={learners.more}
        />
      )}
      {open === 'enrol' && <EnrolDialog cohort={cohort} onClose={close} />}
      {open === 'import' && <ImportLearners cohort={cohort} onClose={close} />}
    </Section>
  );
}

function Remove({ cohort, learner }: { cohort: Cohort; learner: Learner }) {
  const { t } = useTranslation('training');
  const queryClient = useQueryClient();
  const refresh = () => queryClient.invalidateQueries({ queryKey: trainingKey });
  const name = isolate(nameOf(learner));
  const remove = useMutation({
    mutationFn: () => removeLearner(cohort.id, learner.userId),
    onSuccess: async () => {
      offerUndo(t('roster.removed', { name }), async () => {
        await enrol(cohort.id, { email: learner.email, name: learner.name });
        await refresh();
      });
      await refresh();
    },
  });
  return (
    <Button
      size="compact-sm"
      variant="default"
      loading={remove.isPending}
      aria-label={t('roster.removeIt', { name })}
      onClick={() => remove.mutate()}
    >
      {t('roster.remove')}
    </Button>
  );
}
