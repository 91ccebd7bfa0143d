import { useRef, useState, type KeyboardEvent, type PointerEvent, type RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import { isolate } from '@/lib/format';
import { useFormat } from '@/ui/useFormat';
import { imageAddress, type Video } from './api';
import classes from './Picture.module.css';
import { usual, wordsFor, type Draft } from './points';
import { usePointName } from './usePointName';

interface Props {
  video: Video;
  points: readonly Draft[];
  now: number;
  chosen: string | undefined;
  values: Readonly<Record<string, string>>;
  onChange: (point: Draft) => void;
  /** The media element, for whoever plays it: controls of its own would lie under the texts. */
  media: RefObject<HTMLVideoElement | null>;
  onTime: (seconds: number) => void;
  onPlaying: (playing: boolean) => void;
}

/** The picture with the texts that show at this moment, each to be put in its place by pointer or arrow keys. */
export function Picture(props: Props) {
  const { video, points, now, chosen, values, onChange, media, onTime, onPlaying } = props;
  const { t } = useTranslation('videos');
  const format = useFormat();
  const nameOfPoint = usePointName();
  // Every answer signs the address anew; what plays keeps the one it began with.
  const [address] = useState(video.playback?.mp4 ?? undefined);
  const { width, height } = video;
  const frame = useRef<HTMLDivElement>(null);
  const share = (value: number) => Math.round(Math.min(Math.max(value, 0), 1) * 1000) / 1000;
  const put = (point: Draft, x: number, y: number) => onChange({ ...point, x: share(x), y: share(y) });
  const drag = (point: Draft, event: PointerEvent) => {
    const box = frame.current?.getBoundingClientRect();
    if (!box || !event.currentTarget.hasPointerCapture(event.pointerId)) return;
    put(point, (event.clientX - box.left) / box.width, (event.clientY - box.top) / box.height);
  };
  const nudge = (point: Draft, event: KeyboardEvent) => {
    const [dx, dy] =
      { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key] ?? [];
    if (dx === undefined || dy === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    const step = event.shiftKey ? 0.1 : 0.01;
    put(point, (point.x ?? usual.x) + dx * step, (point.y ?? usual.y) + dy * step);
  };
  const shown = points.filter(
    ({ id, kind, from, to }) => kind === 'overlay' && (id === chosen || (from <= now && now < to)),
  );
  return (
    <div ref={frame} className={classes.frame}>
      {/* One's own recording, while one works on it; captions come with the player. */}
      {/* eslint-disable-next-line jsx-a11y/media-has-caption */}
      <video
        ref={media}
        src={address}
        poster={video.poster ?? undefined}
        playsInline
        preload="metadata"
        className={classes.media}
        style={{ aspectRatio: width && height ? width / height : 16 / 9 }}
        onTimeUpdate={(event) => onTime(event.currentTarget.currentTime)}
        onPlay={() => onPlaying(true)}
        onPause={() => onPlaying(false)}
      />
      <div className={classes.layer} dir="ltr">
        {shown.map((point) => (
          <button
            key={point.id}
            type="button"
            className={classes.text}
            data-chosen={point.id === chosen || undefined}
            aria-label={t('points.place', {
              name: isolate(nameOfPoint(point)),
              x: format.percent(point.x ?? usual.x),
              y: format.percent(point.y ?? usual.y),
            })}
            style={{
              insetInlineStart: `${(point.x ?? usual.x) * 100}%`,
              insetBlockStart: `${(point.y ?? usual.y) * 100}%`,
              fontSize: `${(point.size ?? usual.size) * 100}cqh`,
              color: point.color ?? usual.color,
            }}
            onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
            onPointerMove={(event) => drag(point, event)}
            onKeyDown={(event) => nudge(point, event)}
          >
            {point.image ? (
              <img
                src={imageAddress(video.id, point.image)}
                alt=""
                draggable={false}
                className={classes.image}
              />
            ) : (
              <bdi>{wordsFor(point, values) || '…'}</bdi>
            )}
          </button>
        ))}
      </div>
    </div>
  );
}
