import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isolate } from '@/lib/format';
import { Section } from '@/ui/Section';
import { useFormat } from '@/ui/useFormat';
import type { Attendance, Unmatched } from './attendance';
import classes from './AttendancePage.module.css';
import { ResolveDialog } from './ResolveDialog';
import { useLength } from './wording';

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
            <Button
              size="compact-md"
              variant="default"
              aria-label={t('unmatched.nameIt', { name: isolate(one.name ?? t('unnamed')) })}
              onClick={() => setAsked(one)}
            >
              {t('unmatched.action')}
            </Button>
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
