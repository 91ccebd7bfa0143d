import { beforeEach, describe, expect, it, vi } from 'vitest';
import { Beacon, newView } from './beacon';
import type { ViewingEvent } from './record';

const at = '2026-03-12T09:00:00Z';
const watched = (from: number, to: number, rate = 1): ViewingEvent => ({
  type: 'watched',
  from,
  to,
  rate,
  at,
});
const play: ViewingEvent = { type: 'play', from: 0, at };

interface Batch {
  token: string;
  view: string;
  events: (ViewingEvent & { seq: number })[];
}

describe('the beacon', () => {
  let posted: Batch[];
  let left: Batch[];
  let status: number | 'unreachable';
  let tells: 'everything' | 'seconds' | 'nothing';
  let beacon: Beacon;

  beforeEach(() => {
    posted = [];
    left = [];
    status = 202;
    tells = 'everything';
    beacon = new Beacon({
      token: 't0k3n',
      view: 'v-1',
      tells: () => tells,
      post: (body) => {
        posted.push(JSON.parse(body) as Batch);
        return status === 'unreachable' ? Promise.reject(new Error('offline')) : Promise.resolve(status);
      },
      leave: (body) => left.push(JSON.parse(body) as Batch) > 0,
    });
  });

  it('numbers events and sends each once', async () => {
    beacon.add(play);
    beacon.add(watched(0, 5));
    await beacon.send();
    await beacon.send();
    beacon.add(watched(5, 9));
    await beacon.send();
    expect(posted.map(({ events }) => events.map(({ seq }) => seq))).toEqual([[1, 2], [3]]);
    expect(posted[0]).toMatchObject({ token: 't0k3n', view: 'v-1' });
  });

  it('joins what goes on before it is sent, and never changes what may have arrived', async () => {
    beacon.add(watched(0, 5));
    beacon.add(watched(5, 10));
    beacon.add(watched(10, 12, 2));
    status = 'unreachable';
    await beacon.send(0);
    beacon.add(watched(12, 14, 2));
    status = 202;
    await beacon.send(60_000);
    expect(posted.at(-1)?.events).toMatchObject([
      { seq: 1, from: 0, to: 10 },
      { seq: 2, from: 10, to: 12 },
      { seq: 3, from: 12, to: 14 },
    ]);
  });

  it.each(['unreachable', 503, 429] as const)('sends again after %s, later each time', async (trouble) => {
    status = trouble;
    beacon.add(watched(0, 5));
    await beacon.send(0);
    await beacon.send(1000);
    expect(posted).toHaveLength(1);
    await beacon.send(5000);
    await beacon.send(10_000);
    expect(posted).toHaveLength(2);
    status = 202;
    await beacon.send(15_000);
    await beacon.send(30_000);
    expect(posted).toHaveLength(3);
    expect(posted[2]).toEqual(posted[0]);
  });

  it('does not repeat what the server refuses', async () => {
    status = 410;
    beacon.add(play);
    await beacon.send();
    await beacon.send(100_000);
    expect(posted).toHaveLength(1);
  });

  it('gives a leaving page everything that is not known to have arrived', async () => {
    status = 'unreachable';
    beacon.add(play);
    await beacon.send(0);
    beacon.add(watched(0, 2));
    beacon.sendLeaving();
    beacon.sendLeaving();
    expect(left.map(({ events }) => events.map(({ seq }) => seq))).toEqual([[1, 2]]);
  });

  it('keeps what the browser did not take', async () => {
    const stubborn = new Beacon({
      token: 't',
      view: 'v',
      post: (body) => Promise.resolve(posted.push(JSON.parse(body) as Batch) > 0 ? 202 : 0),
      leave: () => false,
    });
    stubborn.add(play);
    stubborn.sendLeaving();
    await stubborn.send();
    expect(posted).toHaveLength(1);
  });

  it('tells seconds alone when that is wished', async () => {
    tells = 'seconds';
    beacon.add(play);
    beacon.add(watched(0, 5));
    beacon.add({ type: 'click', from: 5, at });
    await beacon.send();
    expect(posted[0]?.events.map(({ type }) => type)).toEqual(['watched']);
  });

  it('tells nothing when that is wished, not even what waited', async () => {
    beacon.add(play);
    tells = 'nothing';
    beacon.add(watched(0, 5));
    await beacon.send();
    beacon.sendLeaving();
    expect([posted, left]).toEqual([[], []]);
  });

  it('sends about every five seconds and when the page is left', async () => {
    vi.useFakeTimers();
    const before = vi.fn(() => beacon.add(watched(0, 1)));
    const stop = beacon.start(before);
    await vi.advanceTimersByTimeAsync(5000);
    expect(posted).toHaveLength(1);
    window.dispatchEvent(new Event('pagehide'));
    expect(left).toHaveLength(1);
    stop();
    await vi.advanceTimersByTimeAsync(20_000);
    expect(posted).toHaveLength(1);
    vi.useRealTimers();
  });
});

it('a view has an id of its own', () => {
  expect(newView()).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  expect(newView()).not.toBe(newView());
});
