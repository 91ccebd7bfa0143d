import { Badge } from '@mantine/core';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { DataTable, type Column } from '@/ui/DataTable';
import { useFormat } from '@/ui/useFormat';
import type { Attendee } from './attendance';
import { AttendancePill } from './AttendancePill';
import classes from './AttendancePage.module.css';
import { AttendeeDetail } from './AttendeeDetail';
import { Correct } from './Correct';
import type { Session } from './sessions';
import { useLength } from './wording';

const idOf = ({ userId }: Attendee) => userId;
const nameOf = ({ name, email }: Attendee) => name || email;

/** One row for each person enrolled, also for those who did not come. */
export function AttendanceTable({ session, attendees }: { session: Session; attendees: Attendee[] }) {
  const { t } = useTranslation('training');
  const columns = useColumns(session);
  return (
    <DataTable
      label={t('attendance.learners')}
      rows={attendees}
      columns={columns}
      rowId={idOf}
      rowName={nameOf}
      peek={(attendee) => (
        <AttendeeDetail
          session={session}
          attendee={attendees.find(({ userId }) => userId === attendee.userId) ?? attendee}
        />
      )}
      summary={t('learnerCount', { count: attendees.length })}
    />
  );
}

function useColumns(session: Session): Column<Attendee>[] {
  const { t } = useTranslation('training');
  const format = useFormat();
  const length = useLength();
  return useMemo(
    () => [
      {
        id: 'name',
        header: t('field.name'),
        cell: (attendee) => (
          <span className={classes.name}>
            <bdi>{nameOf(attendee)}</bdi>
            <span className={classes.narrow}>
              <Status attendee={attendee} />
            </span>
          </span>
        ),
      },
      {
        id: 'first',
        header: t('field.firstJoin'),
        width: '90px',
        align: 'end',
        from: 'tablet',
        cell: ({ firstJoin }) => (firstJoin ? format.time(firstJoin) : '–'),
      },
      {
        id: 'last',
        header: t('field.lastLeave'),
        width: '90px',
        align: 'end',
        from: 'tablet',
        cell: ({ lastLeave }) => (lastLeave ? format.time(lastLeave) : '–'),
      },
      {
        id: 'time',
        header: t('field.time'),
        width: '100px',
        align: 'end',
        from: 'tablet',
        cell: ({ seconds }) => length(seconds),
      },
      {
        id: 'percent',
        header: t('field.percent'),
        width: '70px',
        align: 'end',
        cell: ({ percent }) => <span title={t('percentDefinition')}>{format.percent(percent / 100)}</span>,
      },
      {
        id: 'stints',
        header: t('field.stints'),
        width: '80px',
        align: 'end',
        from: 'tablet',
        cell: ({ segments }) => format.number(segments.length),
      },
      {
        id: 'status',
        header: t('field.status'),
        width: '190px',
        from: 'tablet',
        cell: (attendee) => <Status attendee={attendee} />,
      },
      {
        id: 'correct',
        header: t('field.correct'),
        width: '150px',
        align: 'end',
        cell: (attendee) =>
          session.may.attendance ? <Correct session={session} attendee={attendee} /> : null,
      },
    ],
    // `length` is made anew each time, of the same words and numbers as these.
    // eslint-disable-next-line react-hooks/exhaustive-deps
    [t, format, session],
  );
}

function Status({ attendee }: { attendee: Attendee }) {
  const { t } = useTranslation('training');
  const { override } = attendee;
  return (
    <span className={classes.status}>
      <AttendancePill attendee={attendee} />
      {override && (
        <Badge size="sm" variant="outline" color="gray" tt="none" title={override.reason || undefined}>
          {t('override.badge')}
        </Badge>
      )}
    </span>
  );
}
