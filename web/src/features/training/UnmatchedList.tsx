import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isolate } from '@/lib/format';
import { Section } from '@/ui/Section';
import { useFormat } from '@/ui/useFormat';
import { attendanceQuery, resolve, type Attendance, type Unmatched } from './attendance';
import classes from './AttendancePage.module.css';
import { ResolveDialog } from './ResolveDialog';
import { useLength } from './wording';

/** Offered, not counted: one click makes it so. */
function Suggested({ sessionId, participant }: { sessionId: string; participant: Unmatched }) {
  const { t } = useTranslation('training');
  const format = useFormat();
  const queryClient = useQueryClient();
  const { suggestion } = participant;
  const confirm = useMutation({
    mutationFn: () =>
      resolve(sessionId, participant.id, {
        ...(suggestion?.userId ? { userId: suggestion.userId } : { staff: true }),
        remember: true,
      }),
    onSettled: () => queryClient.invalidateQueries({ queryKey: attendanceQuery(sessionId).queryKey }),
  });
  if (!suggestion) return null;
  const who = suggestion.staff ? t('unmatched.staffOne') : isolate(suggestion.name ?? t('unnamed'));
  return (
    <>
      <span className={classes.quiet}>
        {t('unmatched.lastTime', { who, day: format.day(suggestion.saidAt) })}
      </span>
      <Button
        size="compact-md"
        loading={confirm.isPending}
        aria-label={t('unmatched.confirmIt', { name: isolate(participant.name ?? t('unnamed')), who })}
        onClick={() => confirm.mutate()}
      >
        {t('unmatched.confirm')}
      </Button>
    </>
  );
}

/** Who was there and cannot be told to be any learner: never guessed by name, asked once. */
export function UnmatchedList({ sessionId, attendance }: { sessionId: string; attendance: Attendance }) {
  const { t } = useTranslation('training');
  const format = useFormat();
  const length = useLength();
  const [asked, setAsked] = useState<Unmatched>();
  return (
    <Section title={t('unmatched.title')} count={attendance.unmatched.length}>
      <p className={classes.quiet}>{t('unmatched.about')}</p>
      <ul className={classes.unmatched} aria-label={t('unmatched.title')}>
        {attendance.unmatched.map((one) => (
          <li key={one.id}>
            <span className={classes.who}>
              <bdi>{one.name ?? one.email ?? t('unnamed')}</bdi>
              {one.name && one.email && <bdi className={classes.quiet}>{one.email}</bdi>}
              <span className={classes.quiet}>
                {one.firstJoin && format.time(one.firstJoin)} · {length(one.seconds)}
              </span>
            </span>
            <span className={classes.choices}>
              {one.suggestion && <Suggested sessionId={sessionId} participant={one} />}
              <Button
                size="compact-md"
                variant="default"
                aria-label={t('unmatched.nameIt', { name: isolate(one.name ?? t('unnamed')) })}
                onClick={() => setAsked(one)}
              >
                {t(one.suggestion ? 'unmatched.other' : 'unmatched.action')}
              </Button>
            </span>
          </li>
        ))}
      </ul>
      {asked && (
        <ResolveDialog
          sessionId={sessionId}
          participant={asked}
          attendees={attendance.attendees}
          onClose={() => setAsked(undefined)}
        />
      )}
    </Section>
  );
}
