import { useEffect, useEffectEvent, useRef, useState, type ReactNode } from 'react';
import type { Language } from '@/i18n';
import { detectBandwidth } from './bandwidth';
import { Controls } from './Controls';
import { speakChrome } from './chrome';
import { handleKey, leftOut } from './keys';
import type { Playback } from './playback';
import type { Provider } from './provider';
import { ProviderFrame } from './ProviderFrame';
import { createVideo, Stream, type Failure } from './stream';
import classes from './VideoPlayer.module.css';
import { sayIn } from './words';

export interface Caption {
  src: string;
  language: string;
  label: string;
}

export interface VideoPlayerProps {
  title: string;
  language: Language;
  playback: Playback | null;
  /** Another service's player in place of ours. */
  provider?: Provider | null;
  poster?: string | null;
  captions?: Caption[];
  /** Fills what it stands in, whatever its shape; otherwise it keeps the video's. */
  fill?: boolean;
  aspect?: number;
  /** Fetches new addresses when the ones at hand have expired. */
  renew?: () => Promise<Playback>;
  /** Hears the media element from its first moment; answers how to stop. */
  observe?: (video: HTMLVideoElement) => () => void;
  onFailure?: (failure: Failure) => void;
  onOpened?: () => void;
  /** Stands above the picture and hides with the controls. */
  children?: ReactNode;
}

/** The one player of Rapport, with two engines: our own stream, and another service's frame. */
export function VideoPlayer(props: VideoPlayerProps) {
  const { fill = false, aspect = 16 / 9, provider, title, language, poster, onOpened } = props;
  return (
    // Time runs from left to right in every language; what is written inside has its own direction.
    <div
      dir="ltr"
      className={classes.stage}
      data-fill={fill || undefined}
      style={{ aspectRatio: fill ? undefined : aspect }}
    >
      {provider ? (
        <ProviderFrame {...{ provider, title, poster, onOpened }} say={sayIn(language)} />
      ) : (
        <StreamPlayer {...props} />
      )}
    </div>
  );
}

function StreamPlayer(props: VideoPlayerProps) {
  const { title, language, playback, poster, captions, children } = props;
  const say = sayIn(language);
  const controller = useRef<HTMLElement>(null);
  const stream = useRef<Stream>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  speakChrome(language);

  const observe = useEffectEvent((video: HTMLVideoElement) => props.observe?.(video));
  const renew = useEffectEvent(() => props.renew?.());
  const renewable = props.renew !== undefined;
  const failed = useEffectEvent((reason: Failure | null) => {
    setFailure(reason);
    if (reason) props.onFailure?.(reason);
  });
  const addresses = JSON.stringify(playback);
  const subtitles = JSON.stringify(captions ?? []);

  useEffect(() => {
    const element = controller.current;
    const source = JSON.parse(addresses) as Playback | null;
    if (!element || !source) return;
    const video = createVideo();
    video.slot = 'media';
    video.playsInline = true;
    for (const { src, language: spoken, label } of JSON.parse(subtitles) as Caption[]) {
      const track = Object.assign(document.createElement('track'), { kind: 'captions', src, label });
      track.srclang = spoken;
      video.append(track);
    }
    const keys = (event: KeyboardEvent) => handleKey(event, video, element);
    const started = new Stream({
      video,
      bandwidth: () => detectBandwidth(),
      renew: renewable ? async () => (await renew()) ?? source : undefined,
      onFailure: (reason) => failed(reason),
    });
    stream.current = started;
    const stopObserving = observe(video);
    element.addEventListener('keydown', keys);
    element.append(video);
    void started.start(source);
    return () => {
      stopObserving?.();
      element.removeEventListener('keydown', keys);
      started.close();
      video.remove();
    };
  }, [addresses, subtitles, renewable]);

  useEffect(() => {
    const video = controller.current?.querySelector('video');
    if (!video) return;
    if (poster) video.poster = poster;
    else video.removeAttribute('poster');
  }, [poster, addresses, subtitles, renewable]);

  // The controls give themselves a name of their own when they are made.
  useEffect(() => controller.current?.setAttribute('aria-label', sayIn(language)('player', { title })));

  return (
    <>
      <media-controller
        ref={controller}
        class={classes.player}
        lang={language}
        autohide="2"
        hotkeys={leftOut}
      >
        <Controls key={language} captions={(captions?.length ?? 0) > 0}>
          {children}
        </Controls>
      </media-controller>
      {failure && (
        <div role="alert" className={classes.failure} dir={language === 'ar' ? 'rtl' : 'ltr'}>
          <p>{say(`failure.${failure}`)}</p>
          <button type="button" className={classes.solid} onClick={() => stream.current?.retry()}>
            {say('tryAgain')}
          </button>
        </div>
      )}
    </>
  );
}
