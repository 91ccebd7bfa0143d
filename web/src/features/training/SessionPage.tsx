import { Button, Menu, Skeleton } from '@mantine/core';
import { IconCalendarTime, IconDots, IconTrash } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link, useRouter } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { NotFound } from '@/app/NotFound';
import { Problem } from '@/lib/problem';
import { useMay } from '@/lib/session';
import { useShortcut } from '@/lib/shortcuts';
import { Facts } from '@/ui/Facts';
import { LinkButton } from '@/ui/LinkButton';
import { LoadError } from '@/ui/LoadError';
import { PageHeader } from '@/ui/PageHeader';
import { Section } from '@/ui/Section';
import { useFormat } from '@/ui/useFormat';
import { CancelDialog } from './CancelDialog';
import { EnterButton } from './EnterButton';
import { InTheRoom } from './InTheRoom';
import { MeetingPanel } from './MeetingPanel';
import { MoveDialog } from './MoveDialog';
import { Roster } from './Roster';
import { sessionQuery, type Session } from './sessions';
import classes from './SessionPage.module.css';
import { SessionStatePill } from './SessionStatePill';
import { useLength } from './wording';

const route = getRouteApi('/shell/instructor/sessions/$sessionId');

/** One session: when, who is expected, who is in the room, how its meeting is. */
export function SessionPage() {
  const { t } = useTranslation('training');
  const { sessionId } = route.useParams();
  const session = useQuery(sessionQuery(sessionId));
  if (session.isPending) return <Skeleton h={360} role="status" aria-label={t('loading')} />;
  if (session.isError) {
    if (session.error instanceof Problem && [400, 404].includes(session.error.status)) return <NotFound />;
    return <LoadError what={t('session')} error={session.error} retry={() => void session.refetch()} />;
  }
  return <Loaded key={sessionId} session={session.data} />;
}

function Loaded({ session }: { session: Session }) {
  const { t } = useTranslation('training');
  const router = useRouter();
  const length = useLength();
  const format = useFormat();
  const mayManage = useMay('training:manage');
  const [dialog, setDialog] = useState<'move' | 'cancel'>();
  const close = () => setDialog(undefined);
  useShortcut({
    keys: 'Escape',
    label: t('back'),
    group: 'page',
    run: () => router.history.push('/instructor/sessions'),
  });
  const { id, title, status, cohort, instructor, start_time, duration } = session;
  const open = status === 'SCHEDULED' && session.may.edit;
  return (
    <div className={classes.page}>
      <PageHeader
        title={title}
        heading={<bdi>{title}</bdi>}
        about={
          <span className={classes.about}>
            <SessionStatePill status={status} />
            <time dateTime={start_time}>{format.moment(start_time)}</time>
            <span>{length(duration * 60)}</span>
          </span>
        }
        actions={
          <>
            {open && (
              <Menu position="bottom-end">
                <Menu.Target>
                  <Button variant="default" px={9} aria-label={t('moreActions')}>
                    <IconDots size={18} aria-hidden />
                  </Button>
                </Menu.Target>
                <Menu.Dropdown>
                  <Menu.Item
                    leftSection={<IconCalendarTime size={16} aria-hidden />}
                    onClick={() => setDialog('move')}
                  >
                    {t('move.action')}
                  </Menu.Item>
                  <Menu.Item
                    leftSection={<IconTrash size={16} aria-hidden />}
                    onClick={() => setDialog('cancel')}
                  >
                    {t('cancelSession.action')}
                  </Menu.Item>
                </Menu.Dropdown>
              </Menu>
            )}
            {session.may.attendance && (
              <LinkButton
                variant="default"
                to="/instructor/sessions/$sessionId/attendance"
                params={{ sessionId: id }}
              >
                {t('attendance.title')}
              </LinkButton>
            )}
            <EnterButton session={session} />
          </>
        }
      />
      <div className={classes.columns}>
        <div className={classes.main}>
          {status === 'IN_PROGRESS' && session.may.attendance && <InTheRoom sessionId={id} />}
          {cohort && <Roster cohortId={cohort.id} />}
        </div>
        <div className={classes.side}>
          <Section title={t('details')}>
            <Facts
              facts={[
                [
                  t('field.cohort'),
                  cohort &&
                    (mayManage ? (
                      <Link to="/training/cohorts/$cohortId" params={{ cohortId: cohort.id }}>
                        <bdi>{cohort.name}</bdi>
                      </Link>
                    ) : (
                      <bdi>{cohort.name}</bdi>
                    )),
                ],
                [t('field.instructor'), instructor && <bdi>{instructor.name}</bdi>],
                [
                  t('field.others'),
                  session.alternative_hosts.length > 0 && (
                    <ul className={classes.names}>
                      {session.alternative_hosts.map((host) => (
                        <li key={host.id}>
                          <bdi>{host.name}</bdi>
                        </li>
                      ))}
                    </ul>
                  ),
                ],
                [t('field.zone'), <bdi key="zone">{session.zone}</bdi>],
                [t('field.enrolled'), format.number(session.enrolled)],
                [
                  t('field.letters'),
                  session.letters &&
                    t('lettersOf', {
                      written: format.number(session.letters.written),
                      readers: format.number(session.letters.readers),
                    }),
                ],
                [t('field.started'), session.startedAt && format.moment(session.startedAt)],
                [t('field.ended'), session.endedAt && format.moment(session.endedAt)],
              ]}
            />
          </Section>
          <MeetingPanel session={session} />
        </div>
      </div>
      {dialog === 'move' && <MoveDialog session={session} onClose={close} />}
      {dialog === 'cancel' && <CancelDialog session={session} onClose={close} />}
    </div>
  );
}
