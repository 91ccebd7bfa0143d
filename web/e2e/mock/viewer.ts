import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { MockApi, problem } from './api';

const folder = join(import.meta.dirname, '../stream');
const types: Record<string, string> = {
  m3u8: 'application/vnd.apple.mpegurl',
  mp4: 'video/mp4',
  vtt: 'text/vtt',
  svg: 'image/svg+xml',
};
const extra: Record<string, string> = {
  'captions.vtt': 'WEBVTT\n\n00:00:00.000 --> 00:00:20.000\nHello Ann\n',
  'poster.svg':
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 9"><rect width="16" height="9" fill="#134e4a"/><circle cx="8" cy="4" r="1.6" fill="#5eead4"/><path d="M5 9a3 3 0 0 1 6 0z" fill="#5eead4"/></svg>',
};

export interface Media {
  /** Paths asked for, in order, without the signature. */
  asked: string[];
  /** A status other than 200 for a path, if it answers one. */
  refuse: (path: string) => number | 'unreachable' | undefined;
}

/** The server's signed media: `/media/<signature>/<file>`, with ranges. */
export async function serveMedia(page: Page): Promise<Media> {
  const media: Media = { asked: [], refuse: () => undefined };
  await page.route(/\/media\//, async (route) => {
    const path = new URL(route.request().url()).pathname;
    const name = path.split('/').at(-1) ?? '';
    media.asked.push(name);
    const refused = media.refuse(path);
    if (refused === 'unreachable') return route.abort('internetdisconnected');
    if (refused) return route.fulfill({ status: refused, body: '' });
    const known = extra[name];
    const whole = known === undefined ? readFileSync(join(folder, name)) : Buffer.from(known);
    const range = /^bytes=(\d+)-(\d*)$/.exec(route.request().headers().range ?? '');
    const from = Number(range?.[1] ?? 0);
    const to = range?.[2] ? Number(range[2]) : whole.length - 1;
    return route.fulfill({
      status: range ? 206 : 200,
      body: whole.subarray(from, to + 1),
      headers: {
        'Content-Type': types[name.split('.').at(-1) ?? ''] ?? '',
        'Accept-Ranges': 'bytes',
        ...(range ? { 'Content-Range': `bytes ${from}-${to}/${whole.length}` } : {}),
      },
    });
  });
  return media;
}

export const playback = (signature = 'first') => ({
  hls: `/media/${signature}/master.m3u8`,
  mp4: `/media/${signature}/360p.mp4`,
  expiresAt: new Date(Date.now() + 2 * 60 * 60_000).toISOString(),
});

export const shared = {
  locked: false,
  title: 'Your first week with Acme',
  owner: { name: 'Ada Lovelace' },
  recipient: { name: 'Ann' },
  state: 'ready',
  durationSeconds: 20,
  poster: '/media/first/poster.svg',
  playback: playback(),
  provider: null,
  cta: { label: 'Book a call', url: 'https://acme.example/call' },
  captions: [{ src: '/media/first/captions.vtt', language: 'en', label: 'English' }],
};

export const viewer = (video: object = {}) =>
  new MockApi()
    .on('GET /api/viewer/t0k3n', { ...shared, ...video })
    .on('POST /api/video-events', () => ({ status: 202 }));

export const missing = (status: number, code: string) =>
  new MockApi().on('GET /api/viewer/t0k3n', () => problem(status, code, 'Not for the page.'));

interface Batch {
  token: string;
  view: string;
  events: { seq: number; type: string; from: number; to?: number; rate?: number }[];
}

/** What the page told of its viewing, each event once. */
export function told(api: MockApi): Batch['events'] {
  const batches = api.calls
    .filter(({ path }) => path === '/api/video-events')
    .map(({ body }) => asBatch(body));
  return [...new Map(batches.flatMap(({ events }) => events.map((event) => [event.seq, event]))).values()];
}

export function asBatch(body: unknown): Batch {
  return (typeof body === 'string' ? JSON.parse(body) : body) as Batch;
}
