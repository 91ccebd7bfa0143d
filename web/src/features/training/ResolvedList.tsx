import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { isolate } from '@/lib/format';
import { Section } from '@/ui/Section';
import { attendanceQuery, undoResolve, type Attendance } from './attendance';
import classes from './AttendancePage.module.css';

/** Whom a person named, and what of it is remembered; taken back, all of it is forgotten. */
export function ResolvedList({ sessionId, attendance }: { sessionId: string; attendance: Attendance }) {
  const { t } = useTranslation('training');
  const queryClient = useQueryClient();
  const undo = useMutation({
    mutationFn: (id: string) => undoResolve(sessionId, id),
    onSettled: () => queryClient.invalidateQueries({ queryKey: attendanceQuery(sessionId).queryKey }),
  });
  const learner = (userId: string) => {
    const found = attendance.attendees.find((one) => one.userId === userId);
    return isolate(found?.name || found?.email || t('unnamed'));
  };
  return (
    <Section title={t('resolved.title')} count={attendance.resolved.length}>
      <ul className={classes.unmatched} aria-label={t('resolved.title')}>
        {attendance.resolved.map(({ id, name, userId, remembered, suggested }) => (
          <li key={id}>
            <span className={classes.who}>
              {t('resolved.was', {
                name: isolate(name ?? t('unnamed')),
                who: userId === null ? t('unmatched.staffOne') : learner(userId),
              })}
              <span className={classes.quiet}>
                {t(`resolved.${remembered ? 'remembered' : suggested ? 'suggested' : 'onlyHere'}`)}
              </span>
            </span>
            <Button
              size="compact-md"
              variant="default"
              loading={undo.isPending && undo.variables === id}
              aria-label={t('resolved.undoIt', { name: isolate(name ?? t('unnamed')) })}
              onClick={() => undo.mutate(id)}
            >
              {t('resolved.undo')}
            </Button>
          </li>
        ))}
      </ul>
    </Section>
  );
}
