import type { Page, Route } from '@playwright/test';

/** What a player did, as its page saw it. */
export interface Seen {
  /** Seconds of the video that really passed, skips aside. */
  played: number;
  /** The longest time it stood still while it should have gone on, in milliseconds. */
  longestStall: number;
  /** The most ranges that were buffered at once while it played. */
  ranges: number;
  /** Everything hls.js called an error, fatal or not. */
  errors: string[];
}

/** Milliseconds a player may stand still on a machine that does other things too. */
export const shortStall = 1500;

declare global {
  interface Window {
    seen: Seen;
  }
}

/** Watches the page's player from outside: it knows nothing of this. Before the page is opened. */
export async function observe(page: Page): Promise<void> {
  await page.addInitScript(() => {
    window.seen = { played: 0, longestStall: 0, ranges: 0, errors: [] };
    const { seen } = window;
    let last = { at: 0, time: 0, going: false };
    let still = 0;
    const look = (time: number) => {
      requestAnimationFrame(look);
      const video = document.querySelector('video');
      if (!video) return;
      const going = !video.paused && !video.seeking && !video.ended;
      const step = video.currentTime - last.at;
      if (going && last.going) {
        seen.ranges = Math.max(seen.ranges, video.buffered.length);
        if (step > 0) {
          seen.played += step;
          still = 0;
        } else {
          still += time - last.time;
          seen.longestStall = Math.max(seen.longestStall, still);
        }
      } else still = 0;
      last = { at: video.currentTime, time, going };
    };
    requestAnimationFrame(look);
  });
}

/** Has hls.js tell what it calls an error: its own chunk, with a line added at its end. */
export async function hearErrors(route: Route): Promise<void> {
  const response = await route.fetch();
  const code = await response.text();
  const engine = /export\s*\{\s*(\w+) as default/.exec(code)?.[1];
  if (!engine) return route.fulfill({ response });
  const listen = `;{const tell=${engine}.prototype.trigger;${engine}.prototype.trigger=function(event,data){
    if(event==='hlsError')window.seen.errors.push(data.details+' '+(data.error?.message??''));
    return tell.call(this,event,data);}}`;
  return route.fulfill({ response, body: code + listen });
}

export const seen = (page: Page): Promise<Seen> => page.evaluate(() => window.seen);

const video = (page: Page) => page.locator('video');

export const position = (page: Page) => video(page).evaluate((media: HTMLVideoElement) => media.currentTime);

export const buffered = (page: Page) =>
  video(page).evaluate(({ buffered: ranges }: HTMLVideoElement) =>
    Array.from({ length: ranges.length }, (_, index) => [ranges.start(index), ranges.end(index)] as const),
  );

/** Plays from one place to another. */
export const playThrough = (page: Page, from: number, to: number, rate = 1) =>
  video(page).evaluate(
    async (media: HTMLVideoElement, [begin, end, speed]) => {
      media.muted = true;
      media.playbackRate = speed;
      if (Math.abs(media.currentTime - begin) > 0.01) {
        const there = new Promise((done) => media.addEventListener('seeked', done, { once: true }));
        media.currentTime = begin;
        await there;
      }
      await media.play();
      await new Promise<void>((done, failed) => {
        const late = setTimeout(() => failed(new Error(`stood at ${media.currentTime}`)), 30_000);
        const look = () => {
          if (media.currentTime < end && !media.ended) return requestAnimationFrame(look);
          clearTimeout(late);
          done();
        };
        look();
      });
      media.pause();
    },
    [from, to, rate] as const,
  );

export const width = 320;
export const height = 180;

/** The picture at a moment, as brightness and colour of {@link width} by {@link height} places. */
export async function picture(page: Page, at: number): Promise<Uint8Array> {
  const bytes = await video(page).evaluate(
    async (media: HTMLVideoElement, [seconds, across, down]) => {
      media.pause();
      const shown = new Promise((done) => media.requestVideoFrameCallback(done));
      const there = new Promise((done) => media.addEventListener('seeked', done, { once: true }));
      media.currentTime = seconds;
      await Promise.all([shown, there]);
      const canvas = new OffscreenCanvas(across, down);
      const context = canvas.getContext('2d');
      if (!context) throw new Error('no canvas');
      context.drawImage(media, 0, 0, across, down);
      return [...context.getImageData(0, 0, across, down).data];
    },
    [at, width, height] as const,
  );
  return Uint8Array.from(bytes);
}

/** The share of places that differ clearly, within a part of the picture given by shares of its height. */
export function difference(one: Uint8Array, other: Uint8Array, top: number, bottom: number): number {
  const first = Math.round(top * height) * width;
  const end = Math.round(bottom * height) * width;
  let many = 0;
  for (let place = first; place < end; place += 1) {
    const apart = [0, 1, 2].map((part) =>
      Math.abs((one[place * 4 + part] ?? 0) - (other[place * 4 + part] ?? 0)),
    );
    if (Math.max(...apart) > 90) many += 1;
  }
  return many / (end - first);
}

/** Where segments begin, and which are the person's own. */
export interface Segment {
  from: number;
  to: number;
  own: boolean;
}

export function segments(playlist: string): Segment[] {
  const all: Segment[] = [];
  let length = 0;
  for (const line of playlist.split('\n')) {
    const told = /^#EXTINF:([\d.]+)/.exec(line)?.[1];
    if (told) length = Number(told);
    else if (line.trim() && !line.startsWith('#')) {
      const from = all.at(-1)?.to ?? 0;
      all.push({ from, to: from + length, own: /(^|\/)own\//.test(line) });
    }
  }
  return all;
}
