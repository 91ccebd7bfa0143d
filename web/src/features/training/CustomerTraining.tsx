import { Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Problem } from '@/lib/problem';
import { useMay } from '@/lib/session';
import { LoadError } from '@/ui/LoadError';
import { Metric } from '@/ui/Metric';
import { Section } from '@/ui/Section';
import { useFormat } from '@/ui/useFormat';
import classes from './CustomerTraining.module.css';
import { customerTrainingQuery, type CustomerTraining as Training, type TrainingHealth } from './zoom';

const shown = 5;

interface Props {
  customerId: string;
  health: TrainingHealth | null | undefined;
}

/** How the people of a customer attend: altogether, each of them, and the latest sessions. */
export function CustomerTraining({ customerId, health }: Props) {
  const { t } = useTranslation('training');
  const format = useFormat();
  const found = useQuery(customerTrainingQuery(customerId));
  if (found.isPending) return <Skeleton h={64} aria-label={t('loading')} />;
  if (found.isError) {
    if (found.error instanceof Problem && found.error.status === 404) return null; // the page itself says so
    return <LoadError what={t('theirs.title')} error={found.error} retry={() => void found.refetch()} />;
  }
  const { held, attended, rate, learners, sessions, asOf } = found.data;
  return (
    <Section title={t('theirs.title')}>
      {learners.length === 0 ? (
        <p className={classes.quiet}>{t('theirs.none')}</p>
      ) : (
        <>
          {health && (
            <Metric
              label={t('theirs.health')}
              value={t('theirs.ofHundred', { value: format.number(Math.round(health.value)) })}
              definition={t('theirs.healthDefinition', health.inputs)}
              asOf={health.asOf}
            />
          )}
          <p className={classes.quiet}>
            {rate === null
              ? t('theirs.nothingHeld', { count: learners.length })
              : t('theirs.total', {
                  rate: format.percent(rate),
                  attended: format.number(attended),
                  held: format.number(held),
                  asOf: format.time(asOf),
                })}
          </p>
          <ul className={classes.list} aria-label={t('theirs.people')}>
            {learners.map(({ userId, name, email, ...one }) => (
              <li key={userId}>
                <bdi>{name || email}</bdi>
                <span className={classes.quiet}>
                  {one.rate === null
                    ? '–'
                    : t('theirs.share', {
                        rate: format.percent(one.rate),
                        attended: format.number(one.attended),
                        held: format.number(one.held),
                      })}
                </span>
              </li>
            ))}
          </ul>
          <Latest sessions={sessions.slice(0, shown)} />
        </>
      )}
    </Section>
  );
}

function Latest({ sessions }: { sessions: Training['sessions'] }) {
  const { t } = useTranslation('training');
  const format = useFormat();
  const mayOpen = useMay('training');
  if (sessions.length === 0) return null;
  return (
    <ul className={classes.list} aria-label={t('theirs.sessions')}>
      {sessions.map(({ id, title, startTime, attended, expected }) => (
        <li key={id}>
          <span>
            {mayOpen ? (
              <Link to="/instructor/sessions/$sessionId/attendance" params={{ sessionId: id }}>
                <bdi>{title}</bdi>
              </Link>
            ) : (
              <bdi>{title}</bdi>
            )}{' '}
            <time className={classes.quiet} dateTime={startTime}>
              {format.day(startTime)}
            </time>
          </span>
          <span className={classes.quiet}>
            {t('presentOf', { present: format.number(attended), enrolled: format.number(expected) })}
          </span>
        </li>
      ))}
    </ul>
  );
}
