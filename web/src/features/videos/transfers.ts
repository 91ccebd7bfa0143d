import { useSyncExternalStore } from 'react';
import { defaultOptions, DetailedError, Upload, type PreviousUpload } from 'tus-js-client';
import { Problem } from '@/lib/problem';
import { createVideo } from './api';

/**
 * Files on their way to the server. They go on while one looks at other pages; what a reload interrupts goes on once
 * the same file is chosen again (tus keeps on the server what has arrived, and the browser where that is).
 */
export type TransferState = 'sending' | 'paused' | 'offline' | 'creating' | 'failed';

export interface Details {
  title: string;
  customerId: string | null;
  tags: string[];
}

export interface Transfer extends Details {
  id: string;
  file: File;
  sent: number;
  state: TransferState;
  error?: Problem;
  /** At the pace of this transfer so far. */
  remainingSeconds: number | null;
}

/** What an earlier visit left on the way. */
export interface Interrupted extends Details {
  id: string;
  name: string;
  size: number;
  previous: PreviousUpload;
}

const endpoint = () => new URL('/api/uploads', window.location.href).href;
const retryDelays = [0, 1000, 3000, 5000, 10_000, 20_000];
/** Larger pieces than any network needs, small enough that a proxy which collects them first does not starve. */
const chunkSize = 16 * 1024 * 1024;

let transfers: readonly Transfer[] = [];
const running = new Map<string, { upload: Upload; done: (id: string) => void }>();
const watchers = new Set<() => void>();

function set(next: readonly Transfer[]) {
  const busy = (all: readonly Transfer[]) => all.some(({ state }) => state !== 'failed');
  if (busy(next) !== busy(transfers)) {
    if (busy(next)) window.addEventListener('beforeunload', warn);
    else window.removeEventListener('beforeunload', warn);
  }
  transfers = next;
  watchers.forEach((tell) => tell());
}

function warn(event: BeforeUnloadEvent) {
  event.preventDefault();
}

function change(id: string, part: Partial<Transfer>) {
  set(transfers.map((one) => (one.id === id ? { ...one, ...part } : one)));
}

export function useTransfers(): readonly Transfer[] {
  return useSyncExternalStore(
    (watch) => {
      watchers.add(watch);
      return () => watchers.delete(watch);
    },
    () => transfers,
  );
}

/** Begins to send a file; `done` hears of the video that came of it. */
export function send(file: File, details: Details, done: (video: string) => void, previous?: PreviousUpload) {
  const id = crypto.randomUUID();
  let begun: { at: number; sent: number } | undefined;
  const upload = new Upload(file, {
    endpoint: endpoint(),
    retryDelays,
    chunkSize,
    removeFingerprintOnSuccess: false, // only once there is a video
    metadata: {
      filename: file.name,
      filetype: file.type,
      title: details.title,
      customerId: details.customerId ?? '',
      tags: JSON.stringify(details.tags),
    },
    onProgress: (sent, total) => {
      const now = Date.now();
      begun ??= { at: now, sent };
      const pace = (sent - begun.sent) / Math.max(1, now - begun.at);
      change(id, {
        sent,
        state: 'sending',
        remainingSeconds: pace > 0 && now - begun.at > 1000 ? (total - sent) / pace / 1000 : null,
      });
    },
    onError: (error) => {
      begun = undefined;
      const answer = error instanceof DetailedError ? error.originalResponse : null;
      if (answer && answer.getStatus() > 0) change(id, { state: 'failed', error: refusal(answer) });
      else change(id, { state: 'offline', remainingSeconds: null });
    },
    onSuccess: () => void create(id),
  });
  running.set(id, { upload, done });
  set([...transfers, { id, file, ...details, sent: 0, state: 'sending', remainingSeconds: null }]);
  if (previous) upload.resumeFromPreviousUpload(previous);
  upload.start();
}

/** The network is back: what waited for it goes on. */
window.addEventListener('online', () => {
  transfers.filter(({ state }) => state === 'offline').forEach(({ id }) => goOn(id));
});

export function pause(id: string) {
  void running.get(id)?.upload.abort();
  change(id, { state: 'paused', remainingSeconds: null });
}

/** After a pause, without a network for a while, or once more after a refusal. */
export function goOn(id: string) {
  const known = running.get(id);
  const transfer = transfers.find((one) => one.id === id);
  if (!known || !transfer) return;
  change(id, { state: 'sending', error: undefined });
  if (known.upload.url && transfer.sent === transfer.file.size) void create(id);
  else known.upload.start();
}

export async function cancel(id: string) {
  const known = running.get(id);
  running.delete(id);
  // Forgotten first: the list asks what was left as soon as the transfer is gone.
  if (known) await forget(known.upload);
  set(transfers.filter((one) => one.id !== id));
  // What the server does not hear of now it clears away by itself, after a day.
  await known?.upload.abort(true).catch(() => undefined);
}

async function create(id: string) {
  const known = running.get(id);
  const transfer = transfers.find((one) => one.id === id);
  if (!known?.upload.url || !transfer) return;
  change(id, { state: 'creating', sent: transfer.file.size, remainingSeconds: null });
  try {
    const { title, customerId, tags } = transfer;
    const uploadId = known.upload.url.split('/').at(-1) ?? '';
    const video = await createVideo({ title, uploadId, customerId: customerId ?? undefined, tags });
    running.delete(id);
    await forget(known.upload);
    known.done(video.id);
    set(transfers.filter((one) => one.id !== id));
  } catch (error) {
    change(id, { state: 'failed', error: error instanceof Problem ? error : Problem.unreachable() });
  }
}

async function forget({ url }: Upload) {
  for (const { uploadUrl, urlStorageKey } of await defaultOptions.urlStorage.findAllUploads())
    if (uploadUrl === url) await defaultOptions.urlStorage.removeUpload(urlStorageKey);
}

function refusal(answer: { getStatus: () => number; getBody: () => string }): Problem {
  let body: Record<string, unknown> = {};
  try {
    body = JSON.parse(answer.getBody()) as Record<string, unknown>;
  } catch {
    // a proxy's page, say: the status has to do
  }
  const text = (key: string) => (typeof body[key] === 'string' ? body[key] : undefined);
  const code = text('code') ?? `http_${answer.getStatus()}`;
  return new Problem(answer.getStatus(), code, text('detail') ?? '', { details: body });
}

const oneDay = 24 * 60 * 60_000;

/** What an earlier visit left unfinished, as far as the server still keeps it. */
export async function interrupted(now = Date.now()): Promise<Interrupted[]> {
  const active = new Set([...running.values()].map(({ upload }) => upload.url));
  const known = await defaultOptions.urlStorage.findAllUploads();
  return known.flatMap((previous) => {
    const { urlStorageKey, uploadUrl, size, creationTime, metadata } = previous;
    if (!uploadUrl || size === null || active.has(uploadUrl)) return [];
    if (now - Date.parse(creationTime) > oneDay) return [];
    const name = metadata.filename ?? '';
    const tags = JSON.parse(metadata.tags ?? '[]') as string[];
    const details = { title: metadata.title ?? name, customerId: metadata.customerId || null, tags };
    return [{ id: urlStorageKey, name, size, previous, ...details }];
  });
}

export async function discard({ previous }: Interrupted): Promise<void> {
  await defaultOptions.urlStorage.removeUpload(previous.urlStorageKey);
  if (previous.uploadUrl) await Upload.terminate(previous.uploadUrl).catch(() => undefined);
}

/** How large a video may be, as the server says it; nothing when it does not say. */
export async function largestUpload(signal?: AbortSignal): Promise<number | null> {
  const answer = await fetch('/api/uploads', { method: 'OPTIONS', signal });
  const bytes = Number(answer.headers.get('Tus-Max-Size'));
  return Number.isFinite(bytes) && bytes > 0 ? bytes : null;
}

/** "q3_review-final.mp4" → "q3 review final": a beginning for a title. */
export function titleOf(fileName: string): string {
  const bare = fileName.replace(/\.[^.]+$/, '').replace(/[_-]+/g, ' ');
  return bare.trim() || fileName;
}
