import { Button } from '@mantine/core';
import { IconCertificate } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { isolate } from '@/lib/format';
import { usePages } from '@/lib/pages';
import { CopyField } from '@/ui/CopyField';
import { EmptyState } from '@/ui/EmptyState';
import { LoadError } from '@/ui/LoadError';
import { PageHeader } from '@/ui/PageHeader';
import { RowsSkeleton } from '@/ui/RowsSkeleton';
import { Section } from '@/ui/Section';
import { useFormat } from '@/ui/useFormat';
import { EnterButton } from './EnterButton';
import classes from './MyCoursesPage.module.css';
import {
  calendarAddress,
  myCoursesQuery,
  ownCertificateAddress,
  type Course,
  type Session,
} from './sessions';
import { SessionStatePill } from './SessionStatePill';
import { useLength } from './wording';

/** What somebody learns: the next sessions first, each with the way in. */
export function MyCoursesPage() {
  const { t } = useTranslation('training');
  const sessions = usePages(myCoursesQuery);
  const over = ({ status }: Session) => status === 'COMPLETED' || status === 'CANCELLED';
  const coming = sessions.items.filter((session) => !over(session));
  const past = sessions.items.filter(over);
  return (
    <div className={classes.page}>
      <PageHeader title={t('courses.title')} about={t('courses.about')} />
      {sessions.isError ? (
        <LoadError what={t('courses.title')} error={sessions.error} retry={() => void sessions.refetch()} />
      ) : sessions.isPending ? (
        <RowsSkeleton rows={4} height={72} />
      ) : sessions.items.length === 0 ? (
        <EmptyState title={t('courses.empty')} text={t('courses.emptyText')} />
      ) : (
        <>
          <Section title={t('courses.coming')}>
            {coming.length === 0 ? (
              <p className={classes.quiet}>{t('courses.noneComing')}</p>
            ) : (
              <Sessions of={coming} />
            )}
          </Section>
          {past.length > 0 && (
            <Section title={t('courses.past')}>
              <Sessions of={past} />
            </Section>
          )}
          {sessions.more && (
            <Button variant="default" loading={sessions.more.loading} onClick={sessions.more.load}>
              {t('courses.more')}
            </Button>
          )}
          <Calendar />
        </>
      )}
    </div>
  );
}

function Sessions({ of }: { of: Course[] }) {
  const { t } = useTranslation('training');
  const format = useFormat();
  const length = useLength();
  return (
    <ul className={classes.list}>
      {of.map((session) => (
        <li key={session.id} className={classes.session}>
          <div className={classes.words}>
            <h3 className={classes.title}>
              <bdi>{session.title}</bdi>
            </h3>
            <p className={classes.about}>
              <time dateTime={session.start_time}>
                {t('courses.at', {
                  day: format.weekday(session.start_time),
                  time: format.time(session.start_time),
                })}
              </time>
              <span>{length(session.duration * 60)}</span>
              {session.instructor && <bdi>{session.instructor.name}</bdi>}
              <SessionStatePill status={session.status} />
            </p>
          </div>
          <EnterButton session={session} />
          {session.certificate && (
            <Button
              component="a"
              variant="default"
              href={ownCertificateAddress(session.id)}
              download
              leftSection={<IconCertificate size={16} aria-hidden />}
              aria-label={t('enterNamed', { action: t('certificate'), title: isolate(session.title) })}
            >
              {t('certificate')}
            </Button>
          )}
        </li>
      ))}
    </ul>
  );
}

/** The address other calendars read these sessions from. Who has it can read them too, so it is made only when asked for. */
function Calendar() {
  const { t } = useTranslation('training');
  const address = useMutation({ mutationFn: calendarAddress });
  return (
    <Section title={t('calendar.title')}>
      <p className={classes.quiet}>{t('calendar.about')}</p>
      {address.data ? (
        <CopyField label={t('calendar.address')} value={address.data.url} />
      ) : (
        <Button variant="default" loading={address.isPending} onClick={() => address.mutate()}>
          {t('calendar.action')}
        </Button>
      )}
    </Section>
  );
}
