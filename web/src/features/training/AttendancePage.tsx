import { Alert, Button, Menu, Skeleton } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi, Link, useRouter } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { NotFound } from '@/app/NotFound';
import { isolate } from '@/lib/format';
import { Problem } from '@/lib/problem';
import { useShortcut } from '@/lib/shortcuts';
import { LoadError } from '@/ui/LoadError';
import { PageHeader } from '@/ui/PageHeader';
import { Section } from '@/ui/Section';
import { useFormat } from '@/ui/useFormat';
import { attendanceQuery, exportAddress, reconcile, type Attendance } from './attendance';
import classes from './AttendancePage.module.css';
import { AttendanceFigures } from './AttendanceFigures';
import { AttendanceTable } from './AttendanceTable';
import { trainingKey } from './keys';
import { ResolvedList } from './ResolvedList';
import { sessionQuery, type Session } from './sessions';
import { SessionStatePill } from './SessionStatePill';
import { UnmatchedList } from './UnmatchedList';
import { Warnings } from './Warnings';
import { useLength } from './wording';

const route = getRouteApi('/shell/instructor/sessions/$sessionId/attendance');

/** Who was there and for how long, by Zoom's events; people correct what events cannot know. */
export function AttendancePage() {
  const { t } = useTranslation('training');
  const { sessionId } = route.useParams();
  const session = useQuery(sessionQuery(sessionId));
  const attendance = useQuery(attendanceQuery(sessionId));
  const error = session.error ?? attendance.error;
  if (error) {
    if (error instanceof Problem && [400, 404].includes(error.status)) return <NotFound />;
    const retry = () => {
      void session.refetch();
      void attendance.refetch();
    };
    return <LoadError what={t('attendance.title')} error={error} retry={retry} />;
  }
  if (!session.data || !attendance.data) return <Skeleton h={360} role="status" aria-label={t('loading')} />;
  return <Loaded key={sessionId} session={session.data} attendance={attendance.data} />;
}

function Loaded({ session, attendance }: { session: Session; attendance: Attendance }) {
  const { t } = useTranslation('training');
  const format = useFormat();
  const router = useRouter();
  const { id, title, start_time, status } = session;
  useShortcut({
    keys: 'Escape',
    label: t('attendance.back'),
    group: 'page',
    run: () => router.history.push(`/instructor/sessions/${id}`),
  });
  return (
    <>
      <PageHeader
        title={t('attendance.of', { title })}
        heading={t('attendance.title')}
        about={
          <span className={classes.about}>
            <Link to="/instructor/sessions/$sessionId" params={{ sessionId: id }}>
              <bdi>{title}</bdi>
            </Link>
            <time dateTime={start_time}>{format.moment(start_time)}</time>
            <SessionStatePill status={status} />
          </span>
        }
        actions={
          <>
            {status === 'COMPLETED' && <Reconcile sessionId={id} />}
            <Export sessionId={id} />
          </>
        }
      />
      <div className={classes.body}>
        <AttendanceFigures attendance={attendance} />
        <Corrections attendance={attendance} />
        {attendance.unmatched.length > 0 && <UnmatchedList sessionId={id} attendance={attendance} />}
        {attendance.resolved.length > 0 && <ResolvedList sessionId={id} attendance={attendance} />}
        {status === 'COMPLETED' && <Warnings sessionId={id} />}
        <Section title={t('attendance.learners')} count={attendance.attendees.length}>
          <AttendanceTable session={session} attendees={attendance.attendees} />
        </Section>
      </div>
    </>
  );
}

function Export({ sessionId }: { sessionId: string }) {
  const { t } = useTranslation('training');
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button variant="default" leftSection={<IconDownload size={16} aria-hidden />}>
          {t('export.action')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {(['csv', 'xlsx'] as const).map((kind) => (
          <Menu.Item key={kind} component="a" href={exportAddress(sessionId, kind)} download>
            {t(`export.${kind}`)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

/** Holds what was heard against Zoom's own record, at once instead of in the course of the day. */
function Reconcile({ sessionId }: { sessionId: string }) {
  const { t } = useTranslation('training');
  const queryClient = useQueryClient();
  const run = useMutation({
    mutationFn: () => reconcile(sessionId),
    onSettled: () => queryClient.invalidateQueries({ queryKey: trainingKey }),
  });
  return (
    <Button variant="default" loading={run.isPending} onClick={() => run.mutate()}>
      {t('attendance.reconcile')}
    </Button>
  );
}

function Corrections({ attendance: { corrections, state } }: { attendance: Attendance }) {
  const { t } = useTranslation('training');
  const format = useFormat();
  const length = useLength();
  if (state !== 'corrected' || corrections.length === 0) return null;
  return (
    <Alert color="gray" title={t('attendance.corrected', { count: corrections.length })}>
      <ul className={classes.corrections}>
        {corrections.map(({ at, userId, name, secondsBefore, secondsAfter }) => (
          <li key={`${at} ${userId}`}>
            {t('attendance.correction', {
              at: format.moment(at),
              name: isolate(name),
              before: length(secondsBefore),
              after: length(secondsAfter),
            })}
          </li>
        ))}
      </ul>
    </Alert>
  );
}
