import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isLanguage } from '@/i18n';
import { VideoPlayer } from '@/player/VideoPlayer';
import type { Playback } from './api';

interface Props {
  video: {
    title: string;
    playback: Playback | null;
    poster: string | null;
    width: number | null;
    height: number | null;
    embedUrl?: string | null;
  };
  /** Asks for new addresses once those at hand have ended. */
  renew: () => Promise<Playback | null>;
}

/** The video as its viewers see it. Nothing is recorded here: one's own watching never counts. */
export function Player({ video, renew }: Props) {
  const { i18n } = useTranslation();
  // Every answer signs its addresses anew; what plays keeps the ones it began with until they end.
  const [{ playback, poster }] = useState(video);
  const { title, width, height, embedUrl } = video;
  return (
    <VideoPlayer
      title={title}
      language={isLanguage(i18n.language) ? i18n.language : 'en'}
      playback={playback}
      provider={embedUrl ? { kind: 'loom', embedUrl } : null}
      poster={poster}
      aspect={width && height ? width / height : undefined}
      renew={async () => (await renew()) ?? { hls: null, mp4: null, expiresAt: null }}
    />
  );
}
