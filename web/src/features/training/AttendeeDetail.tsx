import { Alert, Anchor, Button, Group, Select, Stack, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState, type SyntheticEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Facts } from '@/ui/Facts';
import { problemText } from '@/ui/problems';
import { useFormat } from '@/ui/useFormat';
import {
  attendanceQuery,
  attendanceStatuses,
  certificateAddress,
  override,
  undoOverride,
  type Attendee,
} from './attendance';
import { AttendancePill } from './AttendancePill';
import classes from './AttendancePage.module.css';
import type { Session } from './sessions';
import { useLength } from './wording';
import { settingsQuery } from './zoom';

interface Props {
  session: Session;
  attendee: Attendee;
}

/** One person's stints, and what somebody decided about them with the reason. */
export function AttendeeDetail({ session, attendee }: Props) {
  const { t } = useTranslation('training');
  const format = useFormat();
  const length = useLength();
  const certificates = useQuery(settingsQuery).data?.certificates;
  const { status, segments, seconds, percent, email } = attendee;
  return (
    <div className={classes.detail}>
      <Facts
        facts={[
          [t('field.status'), <AttendancePill key="status" attendee={attendee} />],
          [t('field.email'), <bdi key="email">{email}</bdi>],
          [t('field.time'), length(seconds)],
          [t('field.percent'), t('percentOf', { percent: format.percent(percent / 100) })],
        ]}
      />
      <div>
        <h3>{t('stints.title')}</h3>
        {segments.length === 0 ? (
          <p className={classes.quiet}>{t('stints.none')}</p>
        ) : (
          <ol className={classes.stints}>
            {segments.map(({ join, leave }) => (
              <li key={join}>
                <span>
                  {leave
                    ? t('stints.span', { from: format.time(join), to: format.time(leave) })
                    : t('stints.still', { from: format.time(join) })}
                </span>
                {leave && <span>{length((Date.parse(leave) - Date.parse(join)) / 1000)}</span>}
              </li>
            ))}
          </ol>
        )}
      </div>
      {session.may.attendance && <Decide session={session} attendee={attendee} />}
      {certificates && session.status === 'COMPLETED' && (status === 'present' || status === 'late') && (
        <Anchor href={certificateAddress(session.id, attendee.userId)} download>
          {t('certificate')}
        </Anchor>
      )}
    </div>
  );
}

/** Any status with a reason; what events say later does not change it. */
function Decide({ session, attendee }: Props) {
  const { t } = useTranslation('training');
  const format = useFormat();
  const queryClient = useQueryClient();
  const [status, setStatus] = useState(attendee.status ?? 'present');
  const [reason, setReason] = useState(attendee.override?.reason ?? '');
  const refresh = () => queryClient.invalidateQueries({ queryKey: attendanceQuery(session.id).queryKey });
  const save = useMutation({
    mutationFn: () => override(session.id, attendee.userId, status, reason.trim()),
    onSuccess: refresh,
    meta: { showsProblem: true },
  });
  const undo = useMutation({
    mutationFn: () => undoOverride(session.id, attendee.userId),
    onSuccess: refresh,
    meta: { showsProblem: true },
  });
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    save.mutate();
  };
  const failure = save.error ?? undo.error;
  const by = attendee.override;
  return (
    <form onSubmit={submit}>
      <h3>{t('override.title')}</h3>
      <Stack gap="sm">
        {by && (
          <p className={classes.quiet}>
            {t('override.by', { by: by.by ?? t('unnamed'), at: format.moment(by.at) })}
          </p>
        )}
        <Select
          label={t('field.status')}
          data={attendanceStatuses.map((value) => ({ value, label: t(`attendanceStatus.${value}`) }))}
          allowDeselect={false}
          value={status}
          onChange={(value) => value && setStatus(value)}
        />
        <TextInput
          label={t('override.reason')}
          maxLength={500}
          dir="auto"
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        {failure && (
          <Alert color="red" role="alert">
            {problemText(failure)}
          </Alert>
        )}
        <Group gap="xs">
          <Button type="submit" loading={save.isPending}>
            {t('override.save')}
          </Button>
          {by && (
            <Button variant="default" loading={undo.isPending} onClick={() => undo.mutate()}>
              {t('override.undo')}
            </Button>
          )}
        </Group>
      </Stack>
    </form>
  );
}
