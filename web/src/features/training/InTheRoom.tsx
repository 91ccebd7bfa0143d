import { Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Initials } from '@/ui/Initials';
import { LoadError } from '@/ui/LoadError';
import { Section } from '@/ui/Section';
import { useFormat } from '@/ui/useFormat';
import { roomQuery } from './attendance';
import classes from './SessionPage.module.css';

/** Who is in the room now, as the meeting tells it. */
export function InTheRoom({ sessionId }: { sessionId: string }) {
  const { t } = useTranslation('training');
  const format = useFormat();
  const room = useQuery(roomQuery(sessionId));
  if (room.isPending) return <Skeleton h={64} aria-label={t('loading')} />;
  if (room.isError)
    return <LoadError what={t('room.title')} error={room.error} retry={() => void room.refetch()} />;
  const { people, count, staff } = room.data;
  return (
    <Section title={t('room.title')} count={count}>
      {count === 0 ? (
        <p className={classes.quiet}>{t('room.empty')}</p>
      ) : (
        <ul className={classes.people} aria-label={t('room.title')}>
          {people.map(({ userId, name, since }) => (
            <li key={`${userId ?? ''} ${name ?? ''} ${since}`} className={classes.person}>
              <Initials name={name ?? t('unnamed')} />
              <span>
                <bdi>{name ?? t('unnamed')}</bdi>{' '}
                <span className={classes.since}>{t('room.since', { at: format.time(since) })}</span>
              </span>
            </li>
          ))}
          {staff > 0 && <li className={classes.since}>{t('room.staff', { count: staff })}</li>}
        </ul>
      )}
    </Section>
  );
}
