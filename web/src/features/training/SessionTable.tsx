import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { usePages } from '@/lib/pages';
import { DataTable, type Column } from '@/ui/DataTable';
import { StatePill } from '@/ui/StatePill';
import { useFormat } from '@/ui/useFormat';
import { EnterButton } from './EnterButton';
import type { Session } from './sessions';
import classes from './SessionTable.module.css';
import { SessionStatePill } from './SessionStatePill';
import { meetingTones } from './wording';

interface Props {
  label: string;
  sessions: Pick<
    ReturnType<typeof usePages<Session>>,
    'items' | 'total' | 'isPending' | 'isPlaceholderData' | 'more'
  >;
  /** Where several teach, who. */
  withInstructor?: boolean;
}

const idOf = ({ id }: Session) => id;
const titleOf = ({ title }: Session) => title;
const hrefOf = ({ id }: Session) => `/instructor/sessions/${id}`;

/** Sessions by time, each with the way in. */
export function SessionTable({ label, sessions, withInstructor = false }: Props) {
  const { t } = useTranslation('training');
  const columns = useColumns(withInstructor);
  return (
    <DataTable
      label={label}
      rows={sessions.items}
      columns={columns}
      rowId={idOf}
      rowName={titleOf}
      href={hrefOf}
      loading={sessions.isPending}
      stale={sessions.isPlaceholderData}
      more={sessions.more}
      summary={t('sessionCount', { count: sessions.total ?? sessions.items.length })}
    />
  );
}

function useColumns(withInstructor: boolean): Column<Session>[] {
  const { t } = useTranslation('training');
  const format = useFormat();
  return useMemo(
    () => [
      {
        id: 'title',
        header: t('session'),
        cell: (session) => (
          <span className={classes.title}>
            <bdi>{session.title}</bdi>
            <span className={classes.narrow}>
              <time dateTime={session.start_time}>{format.moment(session.start_time)}</time>
              <State session={session} />
            </span>
          </span>
        ),
      },
      {
        id: 'start',
        header: t('field.start'),
        width: '170px',
        from: 'tablet',
        cell: ({ start_time }) => <time dateTime={start_time}>{format.moment(start_time)}</time>,
      },
      {
        id: 'cohort',
        header: t('field.cohort'),
        from: 'tablet',
        cell: ({ cohort }) => <bdi>{cohort?.name}</bdi>,
      },
      ...(withInstructor
        ? [
            {
              id: 'instructor',
              header: t('field.instructor'),
              from: 'desktop',
              cell: ({ instructor }) => <bdi>{instructor?.name}</bdi>,
            } satisfies Column<Session>,
          ]
        : []),
      {
        id: 'status',
        header: t('field.status'),
        width: '130px',
        from: 'tablet',
        cell: (session) => <State session={session} />,
      },
      {
        id: 'present',
        header: t('field.present'),
        width: '110px',
        align: 'end',
        from: 'desktop',
        cell: ({ present, enrolled }) =>
          present === null
            ? t('enrolled', { count: enrolled })
            : t('presentOf', { present: format.number(present), enrolled: format.number(enrolled) }),
      },
      {
        id: 'enter',
        header: t('field.enter'),
        width: '170px',
        align: 'end',
        cell: (session) => (session.may.host ? <EnterButton session={session} compact /> : null),
      },
    ],
    [t, format, withInstructor],
  );
}

/** What a coordinator must see at a glance: also that the meeting could not be made. */
function State({ session: { status, meeting } }: { session: Session }) {
  const { t } = useTranslation('training');
  return status === 'SCHEDULED' && meeting.state === 'failed' ? (
    <StatePill tone={meetingTones.failed}>{t('meeting.failed')}</StatePill>
  ) : (
    <SessionStatePill status={status} />
  );
}
