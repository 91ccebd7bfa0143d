import { useRef, type KeyboardEvent, type PointerEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { isolate } from '@/lib/format';
import type { Waveform as Sound } from './api';
import { moved, stretched, type Draft, type Mistake } from './points';
import { usePointName } from './usePointName';
import classes from './Timeline.module.css';
import { Waveform } from './Waveform';
import { exactClock } from './wording';

interface Props {
  points: readonly Draft[];
  wrong: ReadonlyMap<string, Mistake[]>;
  duration: number;
  /** Where the video is. */
  now: number;
  sound: Sound | undefined;
  chosen: string | undefined;
  onChoose: (id: string) => void;
  onChange: (point: Draft) => void;
  onSeek: (seconds: number) => void;
}

type Grip = 'whole' | 'from' | 'to';

/** The video from start to end with its personal points, each to be moved and stretched by pointer or arrow keys. */
export function Timeline(props: Props) {
  const { points, wrong, duration, now, sound, chosen, onChoose, onChange, onSeek } = props;
  const { t } = useTranslation('videos');
  const nameOf = usePointName();
  const track = useRef<HTMLDivElement>(null);
  const held = useRef<{ point: Draft; grip: Grip; at: number }>(null);
  const secondsAt = (event: PointerEvent) => {
    const box = track.current?.getBoundingClientRect();
    return box ? ((event.clientX - box.left) / box.width) * duration : 0;
  };
  const place = (seconds: number) => `${(seconds / duration) * 100}%`;
  const apply = (point: Draft, grip: Grip, by: number) =>
    onChange(
      grip === 'whole' ? moved(point, by, duration) : stretched(point, grip, point[grip] + by, duration),
    );
  const grips = (point: Draft, grip: Grip) => ({
    onPointerDown: (event: PointerEvent) => {
      event.stopPropagation();
      event.currentTarget.setPointerCapture(event.pointerId);
      held.current = { point, grip, at: secondsAt(event) };
      onChoose(point.id);
    },
    onPointerMove: (event: PointerEvent) => {
      const hold = held.current;
      if (hold?.grip === grip) apply(hold.point, grip, secondsAt(event) - hold.at);
    },
    onPointerUp: () => {
      held.current = null;
    },
    onPointerCancel: () => {
      held.current = null;
    },
    onKeyDown: (event: KeyboardEvent) => {
      const by = { ArrowLeft: -0.1, ArrowDown: -0.1, ArrowRight: 0.1, ArrowUp: 0.1 }[event.key];
      if (by === undefined) return;
      event.preventDefault();
      event.stopPropagation();
      apply(point, grip, event.shiftKey ? by * 10 : by);
    },
    onFocus: () => onChoose(point.id),
  });
  return (
    <div className={classes.timeline} dir="ltr">
      {/* Seeking is the player's own; the click here only saves the way. */}
      <div
        ref={track}
        className={classes.track}
        role="group"
        aria-label={t('points.timeline')}
        onPointerDown={(event) => onSeek(secondsAt(event))}
      >
        <Waveform sound={sound} />
        {points.map((point) => {
          const name = isolate(nameOf(point));
          return (
            <div
              key={point.id}
              className={classes.point}
              data-kind={point.kind}
              data-chosen={point.id === chosen || undefined}
              data-wrong={wrong.has(point.id) || undefined}
              style={{ insetInlineStart: place(point.from), width: place(point.to - point.from) }}
            >
              <button
                type="button"
                className={classes.body}
                aria-pressed={point.id === chosen}
                aria-label={t(`points.move.${point.kind}`, {
                  name,
                  from: exactClock(point.from),
                  to: exactClock(point.to),
                })}
                {...grips(point, 'whole')}
              >
                <bdi>{nameOf(point)}</bdi>
              </button>
              {(['from', 'to'] as const).map((end) => (
                <div
                  key={end}
                  role="slider"
                  tabIndex={0}
                  className={classes.grip}
                  data-end={end}
                  aria-label={t(`points.end.${end}`, { name })}
                  aria-valuemin={0}
                  aria-valuemax={duration}
                  aria-valuenow={point[end]}
                  aria-valuetext={exactClock(point[end])}
                  {...grips(point, end)}
                />
              ))}
            </div>
          );
        })}
        <div
          className={classes.now}
          style={{ insetInlineStart: place(Math.min(now, duration)) }}
          aria-hidden
        />
      </div>
      <div className={classes.scale} aria-hidden>
        <span>{exactClock(0)}</span>
        <span>{exactClock(now)}</span>
        <span>{exactClock(duration)}</span>
      </div>
    </div>
  );
}
