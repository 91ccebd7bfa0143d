import { beforeEach, describe, expect, it } from 'vitest';
import { detectBandwidth, qualityFor } from './bandwidth';
import { ar, en } from './chromeWords';
import { nextSpeed } from './keys';
import { isExpired, keepPlayback, preferKept, type Playback } from './playback';
import { embedAddress } from './provider';
import { Qualities } from './qualities';
import { keep, kept } from './stored';
import { firstLevel } from './stream';

beforeEach(() => {
  sessionStorage.clear();
});

describe('the first quality', () => {
  it('[P-107] is 720p above 3 Mbit/s, 480p above 1.5, else 360p', () => {
    expect([3.1, 3.0, 1.6, 1.5, 0].map(qualityFor)).toEqual([720, 480, 480, 360, 360]);
  });

  it('is the best the video has below that, whichever way it stands', () => {
    const wide = [
      { width: 640, height: 360 },
      { width: 854, height: 480 },
    ];
    expect(firstLevel(wide, 720)).toBe(1);
    expect(firstLevel(wide, 360)).toBe(0);
    expect(firstLevel([{ width: 720, height: 1280 }], 360)).toBe(0);
    expect(
      firstLevel(
        [
          { width: 360, height: 640 },
          { width: 720, height: 1280 },
        ],
        720,
      ),
    ).toBe(1);
  });
});

describe('the bandwidth', () => {
  /** A probe of 96 KB in pieces that come one per step of the clock. */
  const probeOf = (pieces: number, millisEach: number) => {
    let now = 0;
    return {
      now: () => now,
      probe: () =>
        Promise.resolve(
          new ReadableStream<Uint8Array>(
            {
              pull(controller) {
                now += millisEach;
                controller.enqueue(new Uint8Array(12_288));
                if (--pieces === 0) controller.close();
              },
            },
            { highWaterMark: 0 },
          ),
        ),
    };
  };

  it('[P-108] is measured with the probe', async () => {
    const mbps = await detectBandwidth({ ...probeOf(8, 100), connection: {} });
    expect(mbps).toBeCloseTo(0.98, 1);
    expect(qualityFor(mbps)).toBe(360);
  });

  it('[P-112, P-165] is kept for 30 minutes', async () => {
    await detectBandwidth({ ...probeOf(8, 1), connection: {} });
    const again = () => Promise.reject(new Error('probed again'));
    expect(await detectBandwidth({ probe: again, connection: {} })).toBeGreaterThan(3);
    keep('rapport-bandwidth', 9, Date.now() - 30 * 60_000);
    expect(await detectBandwidth({ probe: again, connection: { effectiveType: '3g' } })).toBe(1);
  });

  it('is guessed by the type of the connection where nothing can be measured', async () => {
    const none = () => Promise.resolve(null);
    expect(qualityFor(await detectBandwidth({ probe: none, connection: { effectiveType: '2g' } }))).toBe(360);
    expect(qualityFor(await detectBandwidth({ probe: none, connection: { effectiveType: '4g' } }))).toBe(720);
    expect(qualityFor(await detectBandwidth({ probe: none, connection: {} }))).toBe(480);
  });

  it('does not matter to those who save data', async () => {
    expect(qualityFor(await detectBandwidth({ ...probeOf(8, 1), connection: { saveData: true } }))).toBe(360);
  });
});

describe('the addresses of a video', () => {
  const now = Date.parse('2026-03-12T09:00:00Z');
  const until = (expiresAt: string | null): Playback => ({
    hls: `/media/${expiresAt}`,
    mp4: null,
    expiresAt,
  });

  it('[P-112, P-165] stay the same for two hours or as long as they hold', () => {
    const first = until('2026-03-12T11:00:00Z');
    const second = until('2026-03-12T11:30:00Z');
    expect(preferKept('t', first, now)).toBe(first);
    expect(preferKept('t', second, now + 60_000)).toEqual(first);
    expect(preferKept('other', second, now + 60_000)).toBe(second);
    expect(preferKept('t', second, now + 2 * 60 * 60_000)).toBe(second);
  });

  it('are replaced by renewed ones', () => {
    preferKept('t', until('2026-03-12T11:00:00Z'), now);
    const renewed = until('2026-03-12T13:00:00Z');
    keepPlayback('t', renewed, now);
    expect(preferKept('t', until('2026-03-12T14:00:00Z'), now)).toEqual(renewed);
  });

  it('know when they are over', () => {
    expect(isExpired(until('2026-03-12T09:00:00Z'), now)).toBe(true);
    expect(isExpired(until('2026-03-12T09:00:01Z'), now)).toBe(false);
    expect(isExpired(until(null), now)).toBe(false);
  });
});

it('nothing kept is read after its time', () => {
  keep('k', 1, 1000);
  expect(kept('k', 500, 1499)).toBe(1);
  expect(kept('k', 500, 1500)).toBeUndefined();
});

it('[P-25] speeds go in six steps and stop at both ends', () => {
  expect(nextSpeed(1, 1)).toBe(1.25);
  expect(nextSpeed(2, 1)).toBe(2);
  expect(nextSpeed(0.75, -1)).toBe(0.5);
  expect(nextSpeed(0.5, -1)).toBe(0.5);
});

it('every word of the controls is said in Arabic', () => {
  expect(Object.keys(ar).sort()).toEqual(Object.keys(en).sort());
  for (const word of Object.values(ar)) expect(word).toMatch(/[\u0600-\u06ff]/);
});

describe('a frame of another service', () => {
  it.each([
    'https://loom.com.evil.example/embed/abc',
    'http://www.loom.com/embed/abc',
    'https://www.loom.com:8443/embed/abc',
    'https://evil.example/https://www.loom.com/embed/abc',
    'https://www.loom.com/share/abc',
    'https://www.loom.com@evil.example/embed/abc',
    'javascript:alert(1)',
    '',
  ])('is refused at %s', (embedUrl) => {
    expect(embedAddress({ kind: 'loom', embedUrl })).toBeNull();
  });

  it('is refused where nobody knows the service', () => {
    expect(embedAddress({ kind: 'other', embedUrl: 'https://www.loom.com/embed/abc123' })).toBeNull();
  });

  it('is shown at its own address', () => {
    expect(embedAddress({ kind: 'loom', embedUrl: 'https://www.loom.com/embed/abc123?t=5' })).toBe(
      'https://www.loom.com/embed/abc123?t=5&autoplay=true',
    );
  });
});

it('a chosen quality is told once, and a new list is chosen from anew', () => {
  const qualities = new Qualities();
  const told: number[] = [];
  qualities.replace([{ lines: 360 }, { lines: 480 }], (index) => told.push(index));
  qualities.choose(1);
  qualities.choose(1);
  qualities.replace([{ lines: 360 }], (index) => told.push(index));
  expect(told).toEqual([1]);
  expect(qualities.chosen).toBe(-1);
});
