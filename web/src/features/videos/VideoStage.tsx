import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Message } from '@/ui/Message';
import { problemText } from '@/ui/problems';
import { retryVideo, videoKey, type Video } from './api';
import { Player } from './Player';
import { Poster } from './Poster';
import { Progress } from './Progress';
import { useRenewal } from './useRenewal';
import classes from './VideoStage.module.css';
import { failureText } from './wording';

/** The video to watch, or how far it is, or why there is none. */
export function VideoStage({ video }: { video: Video }) {
  const { t } = useTranslation('videos');
  const renew = useRenewal(video.id);
  if (video.state === 'failed') return <Failed video={video} />;
  if (video.state === 'ready') return <Player video={video} renew={renew} />;
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

function Failed({ video }: { video: Video }) {
  const { t } = useTranslation('videos');
  const queryClient = useQueryClient();
  const retry = useMutation({
    mutationFn: () => retryVideo(video.id),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: videoKey(video.id) }),
    meta: { showsProblem: true },
  });
  const why = video.error ? failureText(video.error) : t('failedAbout');
  return (
    <div role="alert" className={classes.failed}>
      <Message title={t('failedTitle')} text={retry.isError ? problemText(retry.error) : why}>
        <Button variant="default" onClick={() => retry.mutate()} loading={retry.isPending}>
          {t('retry')}
        </Button>
      </Message>
    </div>
  );
}
