import { Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Problem } from '@/lib/problem';
import { LoadError } from '@/ui/LoadError';
import { RelativeTime } from '@/ui/RelativeTime';
import { Section } from '@/ui/Section';
import { StatePill, type Tone } from '@/ui/StatePill';
import { useFormat } from '@/ui/useFormat';
import { customerVideosQuery, type WatchStatus } from './api';
import classes from './CustomerVideos.module.css';
import { useSpan } from './wording';

const tones: Record<WatchStatus, Tone> = { not_watched: 'none', started: 'watch', completed: 'good' };

/** The videos a customer was sent, how far the people there are with each, and what it comes to. */
export function CustomerVideos({ customerId }: { customerId: string }) {
  const { t } = useTranslation('videos');
  const format = useFormat();
  const span = useSpan();
  const found = useQuery(customerVideosQuery(customerId));
  if (found.isPending) return <Skeleton h={64} aria-label={t('loading')} />;
  if (found.isError) {
    if (found.error instanceof Problem && found.error.status === 404) return null; // the page itself says so
    return <LoadError what={t('title')} error={found.error} retry={() => void found.refetch()} />;
  }
  const { items, total, asOf } = found.data;
  return (
    <Section title={t('title')} count={items.length}>
      {items.length === 0 ? (
        <p className={classes.none}>
          {t('theirs.none')}{' '}
          <Link to="/videos" search={{ customer: customerId, open: 'upload' }}>
            {t('upload.action')}
          </Link>
        </p>
      ) : (
        <>
          <p className={classes.total}>
            {t('theirs.total', {
              watched: format.number(total.watched),
              videos: format.number(total.videos),
              completed: format.number(total.completed),
              time: span(total.watchSeconds),
              percent: total.completionRate === null ? '–' : format.percent(total.completionRate),
              asOf: format.time(asOf),
            })}
          </p>
          <ul className={classes.list}>
            {items.map((video) => (
              <li key={video.id} className={classes.item}>
                <Link to="/videos/$videoId" params={{ videoId: video.id }}>
                  <bdi>{video.title}</bdi>
                </Link>
                <span className={classes.about}>
                  <StatePill tone={tones[video.status]}>{t(`theirs.${video.status}`)}</StatePill>
                  {video.lastWatchedAt && (
                    <span>
                      {t('theirs.last')} <RelativeTime at={video.lastWatchedAt} />
                    </span>
                  )}
                  {video.views > 0 && <span>{t('views', { count: video.views })}</span>}
                  {video.completionRate !== null && <span>{format.percent(video.completionRate)}</span>}
                  {video.watchSeconds > 0 && <span>{span(video.watchSeconds)}</span>}
                </span>
              </li>
            ))}
          </ul>
        </>
      )}
    </Section>
  );
}
