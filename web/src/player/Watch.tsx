import { useCallback } from 'react';
import type { ReactNode } from 'react';
import type { Language } from './languages';
import { renewPlayback, type SharedVideo } from './sharedVideo';
import type { Recording } from './useRecording';
import { VideoPlayer } from './VideoPlayer';

interface Props {
  token: string;
  language: Language;
  video: SharedVideo;
  recording: Recording;
  fill?: boolean;
  children?: ReactNode;
}

/** The player with a share's video in it, whose viewing is recorded. */
export function Watch({ token, language, video, recording, fill, children }: Props) {
  const { observe, failed, opened } = recording;
  const renew = useCallback(() => renewPlayback(token), [token]);
  return (
    <VideoPlayer
      title={video.title}
      language={language}
      playback={video.playback}
      provider={video.provider}
      poster={video.poster}
      captions={video.captions}
      fill={fill}
      aspect={video.width && video.height ? video.width / video.height : undefined}
      renew={renew}
      observe={observe}
      onFailure={failed}
      onOpened={opened}
    >
      {children}
    </VideoPlayer>
  );
}
