import { useTranslation } from 'react-i18next';
import { Message } from '@/ui/Message';
import type { Video } from './api';
import { Poster } from './Poster';
import { Progress } from './Progress';
import classes from './VideoStage.module.css';
import { failureText } from './wording';

/** The video to watch, or how far it is, or why there is none. */
export function VideoStage({ video }: { video: Video }) {
  const { t } = useTranslation('videos');
  if (video.state === 'processing') {
    return (
      <div className={classes.waiting}>
        <Poster src={video.poster} seconds={video.durationSeconds} />
        <div role="status">
          <Progress label={t('state.processing')} work={video} />
        </div>
        <p className={classes.about}>{t('processingAbout')}</p>
      </div>
    );
  }
  if (video.state === 'failed') {
    return (
      <div role="alert" className={classes.failed}>
        <Message title={t('failedTitle')} text={video.error ? failureText(video.error) : t('failedAbout')} />
      </div>
    );
  }
  return <Poster src={video.poster} seconds={video.durationSeconds} />;
}
