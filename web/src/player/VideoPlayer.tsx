import { useEffect, useEffectEvent, useRef, useState, type ReactNode } from 'react';
import type { Language } from '@/i18n';
import { detectBandwidth } from './bandwidth';
import { Controls } from './Controls';
import { speakChrome } from './chrome';
import { handleKey, leftOut } from './keys';
import { addCaptions, createVideo, setPoster, type Caption } from './media';
import type { Playback } from './playback';
import type { Provider } from './provider';
import { ProviderFrame } from './ProviderFrame';
import { Qualities } from './qualities';
import { Stream, type Failure } from './stream';
import classes from './VideoPlayer.module.css';
import { sayIn } from './words';

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
  const direction = language === 'ar' ? 'rtl' : 'ltr';
  const controller = useRef<HTMLElement>(null);
  const stream = useRef<Stream>(null);
  const [video] = useState(createVideo);
  const [qualities] = useState(() => new Qualities());
  const [failure, setFailure] = useState<Failure | null>(null);
  speakChrome(language);

  const observe = useEffectEvent(() => props.observe?.(video));
  const renew = useEffectEvent((old: Playback) => props.renew?.() ?? old);
  const failed = useEffectEvent((reason: Failure | null) => {
    setFailure(reason);
    if (reason) props.onFailure?.(reason);
  });
  const renewable = props.renew !== undefined;
  const source = JSON.stringify(playback);
  const subtitles = JSON.stringify(captions ?? []);

  useEffect(() => {
    const element = controller.current;
    if (!element) return;
    const keys = (event: KeyboardEvent) => handleKey(event, video, element);
    element.addEventListener('keydown', keys);
    element.append(video);
    const stopObserving = observe();
    return () => {
      stopObserving?.();
      element.removeEventListener('keydown', keys);
      video.remove();
    };
  }, [video]);

  useEffect(() => {
    const from = JSON.parse(source) as Playback | null;
    if (!from) return;
    const started = new Stream({
      video,
      qualities,
      bandwidth: () => detectBandwidth(),
      renew: renewable ? async () => renew(from) : undefined,
      onFailure: (reason) => failed(reason),
    });
    stream.current = started;
    void started.start(from);
    return () => started.close();
  }, [video, qualities, source, renewable]);

  useEffect(() => setPoster(video, poster), [video, poster]);
  useEffect(() => addCaptions(video, JSON.parse(subtitles) as Caption[]), [video, subtitles]);

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
        <Controls key={language} {...{ video, qualities, direction, say }}>
          {children}
        </Controls>
      </media-controller>
      {failure && (
        <div role="alert" className={classes.failure} dir={direction}>
          <p>{say(`failure.${failure}`)}</p>
          <button type="button" className={classes.solid} onClick={() => stream.current?.retry()}>
            {say('tryAgain')}
          </button>
        </div>
      )}
    </>
  );
}
