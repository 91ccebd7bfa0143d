import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Video } from './api';
import { Completion } from './Completion';
import { Poster } from './Poster';
import { Progress } from './Progress';
import classes from './VideoCard.module.css';
import { failureText } from './wording';

interface Props {
  video: Video;
  onTag: (tag: string) => void;
}

export function VideoCard({ video, onTag }: Props) {
  const { t } = useTranslation('videos');
  return (
    <li className={classes.card}>
      <Link to="/videos/$videoId" params={{ videoId: video.id }} className={classes.link} data-row-focus>
        <Poster src={video.poster} seconds={video.durationSeconds} />
        <bdi className={classes.title}>{video.title}</bdi>
      </Link>
      <Standing video={video} />
      {(video.customer ?? video.tags.length > 0) && (
        <div className={classes.about}>
          {video.customer && <bdi>{video.customer.name}</bdi>}
          {video.tags.map((tag) => (
            <button
              key={tag}
              type="button"
              className={classes.tag}
              aria-label={t('onlyTag', { tag })}
              onClick={() => onTag(tag)}
            >
              <bdi>{tag}</bdi>
            </button>
          ))}
        </div>
      )}
    </li>
  );
}

/** How far it is, what went wrong with it, or how it is watched. */
function Standing({ video }: { video: Video }) {
  const { t } = useTranslation('videos');
  if (video.state === 'processing') return <Progress label={t('state.processing')} work={video} />;
  if (video.state === 'failed') {
    return <p className={classes.failed}>{video.error ? failureText(video.error) : t('state.failed')}</p>;
  }
  const views = video.metrics?.views ?? 0;
  return (
    <div className={classes.engagement}>
      <span>{t('views', { count: views })}</span>
      <Completion rate={video.metrics?.completionRate ?? null} />
    </div>
  );
}
