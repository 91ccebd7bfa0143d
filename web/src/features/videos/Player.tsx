import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isLanguage } from '@/i18n';
import { VideoPlayer } from '@/player/VideoPlayer';
import { videoQuery, type Video } from './api';

interface Props {
  video: Video;
  observe?: (media: HTMLVideoElement) => () => void;
}

/** The video as its viewers see it. Nothing is recorded here: one's own watching never counts. */
export function Player({ video, observe }: Props) {
  const { i18n } = useTranslation();
  const queryClient = useQueryClient();
  // Every answer signs its addresses anew; what plays keeps the ones it began with until they end.
  const [{ playback, poster }] = useState(video);
  const { width, height } = video;
  return (
    <VideoPlayer
      title={video.title}
      language={isLanguage(i18n.language) ? i18n.language : 'en'}
      playback={playback}
      provider={video.embedUrl ? { kind: 'loom', embedUrl: video.embedUrl } : null}
      poster={poster}
      aspect={width && height ? width / height : undefined}
      renew={async () => {
        const fresh = await queryClient.query({ ...videoQuery(video.id), staleTime: 0 });
        return fresh.playback ?? { hls: null, mp4: null, expiresAt: null };
      }}
      observe={observe}
    />
  );
}
