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
import { ConfirmNamed } from '@/ui/ConfirmNamed';
import { LinkButton } from '@/ui/LinkButton';
import { LoadError } from '@/ui/LoadError';
import { PageHeader } from '@/ui/PageHeader';
import { Section } from '@/ui/Section';
import { CohortDialog } from './CohortDialog';
import { cohortQuery, deleteCohort, type Cohort } from './cohorts';
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
  const [dialog, setDialog] = useState<'edit' | 'delete'>();
  const close = () => setDialog(undefined);
  useShortcut({
    keys: 'Escape',
    label: t('cohort.back'),
    group: 'page',
    run: () => router.history.push('/training/cohorts'),
  });
  const remove = useMutation({
    mutationFn: () => deleteCohort(cohort.id),
    onSuccess: async () => {
      router.history.push('/training/cohorts');
      await queryClient.invalidateQueries({ queryKey: trainingKey });
    },
    meta: { showsProblem: true },
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
                <Menu.Item onClick={() => setDialog('edit')}>{t('cohort.edit')}</Menu.Item>
                <Menu.Item onClick={() => setDialog('delete')}>{t('cohort.delete')}</Menu.Item>
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
      {dialog === 'edit' && <CohortDialog cohort={cohort} onClose={close} />}
      <ConfirmNamed
        opened={dialog === 'delete'}
        title={t('cohort.deleteTitle', { name: isolate(cohort.name) })}
        action={t('cohort.delete')}
        onConfirm={() => remove.mutate()}
        onClose={close}
        pending={remove.isPending}
        error={remove.error}
      >
        {t('cohort.deleteText')}
      </ConfirmNamed>
    </div>
  );
}
