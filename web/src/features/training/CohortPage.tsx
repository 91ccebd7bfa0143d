import { Button, Menu, Skeleton } from '@mantine/core';
import { IconDots } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi, useRouter } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { NotFound } from '@/app/NotFound';
import { isolate } from '@/lib/format';
import { usePages } from '@/lib/pages';
import { Problem } from '@/lib/problem';
import { useShortcut } from '@/lib/shortcuts';
import { LinkButton } from '@/ui/LinkButton';
import { LoadError } from '@/ui/LoadError';
import { PageHeader } from '@/ui/PageHeader';
import { Section } from '@/ui/Section';
import { offerUndo } from '@/ui/toast';
import { CohortDialog } from './CohortDialog';
import { archiveCohort, cohortQuery, restoreCohort, type Cohort } from './cohorts';
import { trainingKey } from './keys';
import { Learners } from './Learners';
import classes from './SessionPage.module.css';
import { sessionsQuery } from './sessions';
import { SessionTable } from './SessionTable';

const route = getRouteApi('/shell/training/cohorts/$cohortId');

/** One cohort: who is enrolled, and its sessions. */
export function CohortPage() {
  const { t } = useTranslation('training');
  const { cohortId } = route.useParams();
  const cohort = useQuery(cohortQuery(cohortId));
  if (cohort.isPending) return <Skeleton h={360} role="status" aria-label={t('loading')} />;
  if (cohort.isError) {
    if (cohort.error instanceof Problem && [400, 404].includes(cohort.error.status)) return <NotFound />;
    return <LoadError what={t('field.cohort')} error={cohort.error} retry={() => void cohort.refetch()} />;
  }
  return <Loaded key={cohortId} cohort={cohort.data} />;
}

function Loaded({ cohort }: { cohort: Cohort }) {
  const { t } = useTranslation('training');
  const router = useRouter();
  const queryClient = useQueryClient();
  const sessions = usePages(sessionsQuery({ scope: 'all', cohort: cohort.id }));
  const [editing, setEditing] = useState(false);
  const refresh = () => queryClient.invalidateQueries({ queryKey: trainingKey });
  useShortcut({
    keys: 'Escape',
    label: t('cohort.back'),
    group: 'page',
    run: () => router.history.push('/training/cohorts'),
  });
  const archive = useMutation({
    mutationFn: () => archiveCohort(cohort.id),
    onSuccess: async () => {
      router.history.push('/training/cohorts');
      offerUndo(t('cohort.archived', { name: isolate(cohort.name) }), async () => {
        await restoreCohort(cohort.id);
        await refresh();
      });
      await refresh();
    },
  });
  return (
    <div className={classes.page}>
      <PageHeader
        title={cohort.name}
        heading={<bdi>{cohort.name}</bdi>}
        about={
          cohort.instructor && (
            <span>
              {t('taughtBy')} <bdi>{cohort.instructor.name}</bdi>
            </span>
          )
        }
        actions={
          <>
            <Menu position="bottom-end">
              <Menu.Target>
                <Button variant="default" px={9} aria-label={t('moreActions')}>
                  <IconDots size={18} aria-hidden />
                </Button>
              </Menu.Target>
              <Menu.Dropdown>
                <Menu.Item onClick={() => setEditing(true)}>{t('cohort.edit')}</Menu.Item>
                <Menu.Item onClick={() => archive.mutate()}>{t('cohort.archive')}</Menu.Item>
              </Menu.Dropdown>
            </Menu>
            <LinkButton to="/training/sessions" search={{ cohort: cohort.id, open: 'schedule' }}>
              {t('schedule.action')}
            </LinkButton>
          </>
        }
      />
      <div className={classes.main}>
        <Learners cohort={cohort} />
        <Section title={t('field.sessions')} count={sessions.total}>
          {sessions.isError ? (
            <LoadError
              what={t('field.sessions')}
              error={sessions.error}
              retry={() => void sessions.refetch()}
            />
          ) : !sessions.isPending && sessions.items.length === 0 ? (
            <p className={classes.quiet}>{t('cohort.noSessions')}</p>
          ) : (
            <SessionTable label={t('field.sessions')} sessions={sessions} withInstructor />
          )}
        </Section>
      </div>
      {editing && <CohortDialog cohort={cohort} onClose={() => setEditing(false)} />}
    </div>
  );
}
