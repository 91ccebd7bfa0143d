import { describe, expect, it } from 'vitest';
import { Recorder, type ViewingEvent } from './record';

/** A viewer with a clock in hand: `plays` lets time and position go on together, as a player does. */
function viewing() {
  const events: ViewingEvent[] = [];
  let millis = 0;
  let position = 0;
  let rate = 1;
  const recorder = new Recorder((event) => events.push(event), {
    monotonic: () => millis,
    instant: () => new Date(millis).toISOString(),
  });
  const viewer = {
    recorder,
    events,
    start: () => recorder.played(position),
    plays(seconds: number) {
      for (let gone = 0; gone < seconds - 1e-9; gone += 0.25) {
        millis += 250;
        position += 0.25 * rate;
        recorder.moved(position);
      }
    },
    waits: (seconds: number) => void (millis += seconds * 1000),
    pauses: () => recorder.paused(position),
    seeks(to: number) {
      recorder.seeking();
      position = to;
      recorder.sought(to);
    },
    /** The position changes and no event says so, as a loop or a hole in the stream does. */
    jumps: (to: number) => void (position = to),
    paces(to: number) {
      rate = to;
      recorder.paced(to, position);
    },
    ends: () => recorder.ended(position),
    away: () => recorder.seen(false, position),
    back: () => recorder.seen(true, position),
    flush: () => recorder.flush(position),
    watched: () =>
      events.filter(({ type }) => type === 'watched').map(({ from, to, rate: at }) => [from, to, at]),
    seconds: () =>
      events
        .filter(({ type }) => type === 'watched')
        .reduce((sum, { from, to }) => sum + (to ?? from) - from, 0),
  };
  return viewer;
}

describe('seconds really played', () => {
  it('are one interval when watched in one go', () => {
    const v = viewing();
    v.start();
    v.plays(4);
    v.pauses();
    expect(v.watched()).toEqual([[0, 4, 1]]);
    expect(v.events.map(({ type }) => type)).toEqual(['play', 'watched', 'pause']);
  });

  it('do not grow by seeking, forwards or back', () => {
    const v = viewing();
    v.start();
    v.plays(2);
    v.seeks(50);
    v.plays(1);
    v.seeks(10);
    v.plays(1);
    v.pauses();
    expect(v.watched()).toEqual([
      [0, 2, 1],
      [50, 51, 1],
      [10, 11, 1],
    ]);
    expect(v.events.filter(({ type }) => type === 'seek')).toMatchObject([
      { from: 2, to: 50 },
      { from: 51, to: 10 },
    ]);
  });

  it('are none when somebody drags along the timeline while paused', () => {
    const v = viewing();
    for (const to of [5, 20, 40]) v.seeks(to);
    expect(v.seconds()).toBe(0);
  });

  it('tell one seek however far the handle is dragged in between', () => {
    const v = viewing();
    v.start();
    v.plays(1);
    v.recorder.seeking();
    v.recorder.seeking();
    v.recorder.moved(30);
    v.recorder.sought(40);
    expect(v.events.filter(({ type }) => type === 'seek')).toMatchObject([{ from: 1, to: 40 }]);
    expect(v.seconds()).toBe(1);
  });

  it('tell no seek where the player only steps over a small hole', () => {
    const v = viewing();
    v.start();
    v.plays(1);
    v.seeks(1.2);
    v.plays(1);
    v.pauses();
    expect(v.events.map(({ type }) => type)).toEqual(['play', 'watched', 'watched', 'pause']);
  });

  it('are the seconds of the video at any speed, with the speed told', () => {
    const v = viewing();
    v.start();
    v.plays(2);
    v.paces(2);
    v.plays(3);
    v.paces(0.5);
    v.plays(4);
    v.pauses();
    expect(v.watched()).toEqual([
      [0, 2, 1],
      [2, 8, 2],
      [8, 10, 0.5],
    ]);
  });

  it('begin anew when the video loops, without an event that says so', () => {
    const v = viewing();
    v.start();
    v.plays(3);
    v.jumps(0);
    v.plays(2);
    v.pauses();
    // The step over the border is no watching.
    expect(v.watched()).toEqual([
      [0, 3, 1],
      [0.25, 2, 1],
    ]);
  });

  it('do not grow by a jump over a hole', () => {
    const v = viewing();
    v.start();
    v.plays(1);
    v.jumps(60);
    v.plays(1);
    v.pauses();
    expect(v.seconds()).toBeCloseTo(1.75);
  });

  it('do not grow while it waits for data', () => {
    const v = viewing();
    v.start();
    v.plays(1);
    v.waits(30);
    v.recorder.moved(1);
    v.plays(1);
    v.pauses();
    expect(v.watched()).toEqual([[0, 2, 1]]);
  });

  it('do not count behind other tabs, and go on in front', () => {
    const v = viewing();
    v.start();
    v.plays(2);
    v.away();
    v.plays(30);
    v.back();
    v.plays(1);
    v.pauses();
    expect(v.watched()).toEqual([
      [0, 2, 1],
      [32, 33, 1],
    ]);
  });

  it('do not count when it is paused behind other tabs either', () => {
    const v = viewing();
    v.start();
    v.plays(2);
    v.away();
    v.pauses();
    v.waits(60);
    v.back();
    expect(v.seconds()).toBe(2);
  });

  it('are told on the way without a gap between two batches', () => {
    const v = viewing();
    v.start();
    v.plays(5);
    v.flush();
    v.plays(5);
    v.flush();
    v.plays(2);
    v.ends();
    expect(v.watched()).toEqual([
      [0, 5, 1],
      [5, 10, 1],
      [10, 12, 1],
    ]);
    expect(v.events.at(-1)?.type).toBe('ended');
  });

  it('are counted again when it is watched again', () => {
    const v = viewing();
    v.start();
    v.plays(2);
    v.ends();
    v.seeks(0);
    v.start();
    v.plays(2);
    v.ends();
    expect(v.seconds()).toBe(4);
    expect(v.events.filter(({ type }) => type === 'play')).toHaveLength(2);
  });
});
