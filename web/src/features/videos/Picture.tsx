import { useRef, type KeyboardEvent, type PointerEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { isolate } from '@/lib/format';
import { useFormat } from '@/ui/useFormat';
import type { Video } from './api';
import classes from './Picture.module.css';
import { Player } from './Player';
import { usual, wordsFor, type Draft } from './points';
import { useRenewal } from './useRenewal';

interface Props {
  video: Video;
  points: readonly Draft[];
  now: number;
  chosen: string | undefined;
  values: Readonly<Record<string, string>>;
  onChange: (point: Draft) => void;
  observe: (media: HTMLVideoElement) => () => void;
}

/** The video with the texts that show at this moment, each to be put in its place by pointer or arrow keys. */
export function Picture({ video, points, now, chosen, values, onChange, observe }: Props) {
  const { t } = useTranslation('videos');
  const format = useFormat();
  const renew = useRenewal(video.id);
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
      <Player video={video} renew={renew} observe={observe} />
      <div className={classes.layer} dir="ltr">
        {shown.map((point) => (
          <button
            key={point.id}
            type="button"
            className={classes.text}
            data-chosen={point.id === chosen || undefined}
            aria-label={t('points.place', {
              name: isolate(point.template ?? ''),
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
            <bdi>{wordsFor(point, values) || '…'}</bdi>
          </button>
        ))}
      </div>
    </div>
  );
}
