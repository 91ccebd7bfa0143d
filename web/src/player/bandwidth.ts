import { keep, kept } from './stored';

export type Quality = 360 | 480 | 720;

/** The first quality for a connection of so many Mbit/s; from then on the stream measures by itself. */
export function qualityFor(mbps: number): Quality {
  if (mbps > 3) return 720;
  if (mbps > 1.5) return 480;
  return 360;
}

/** What Chromium's browsers know of the connection. */
export interface Connection {
  effectiveType?: string;
  saveData?: boolean;
}

interface Means {
  probe?: (signal: AbortSignal) => Promise<ReadableStream<Uint8Array> | null>;
  connection?: Connection;
  now?: () => number;
}

const key = 'rapport-bandwidth';
const halfAnHour = 30 * 60_000;
/** Long enough to tell a slow connection, short enough to wait for. */
const patience = 1500;
/** Where nothing could be measured. The middle quality harms least. */
const unknown = 2;
const ofType: Record<string, number> = { 'slow-2g': 0.05, '2g': 0.1, '3g': 1, '4g': 4 };

/**
 * Mbit/s of this connection: the probe's bytes by the time they took, or what the browser says of the connection's type.
 * Kept for half an hour.
 */
export async function detectBandwidth(means: Means = {}): Promise<number> {
  const connection = means.connection ?? connectionOf(navigator);
  if (connection?.saveData) return 0;
  const known = kept(key, halfAnHour);
  if (typeof known === 'number') return known;
  const measured = await measure(means.probe ?? fetchProbe, means.now ?? (() => performance.now()));
  if (measured === null) return ofType[connection?.effectiveType ?? ''] ?? unknown;
  keep(key, measured);
  return measured;
}

async function measure(probe: NonNullable<Means['probe']>, now: () => number): Promise<number | null> {
  const stopping = new AbortController();
  const timer = setTimeout(() => stopping.abort(), patience);
  let bytes = 0;
  let first = 0;
  let last = 0;
  let whole = false;
  try {
    const body = await probe(stopping.signal);
    const reader = body?.getReader();
    if (!reader) return null;
    first = last = now();
    for (;;) {
      const { done, value } = await reader.read();
      if (done) {
        whole = true;
        break;
      }
      bytes += value.byteLength;
      last = now();
    }
  } catch {
    // Cut off or out of patience: what came until then tells as much.
    if (first > 0) last = now();
  } finally {
    clearTimeout(timer);
  }
  if (whole ? bytes < 8192 : bytes === 0) return null;
  return (bytes * 8) / 1e6 / Math.max((last - first) / 1000, 0.001);
}

async function fetchProbe(signal: AbortSignal): Promise<ReadableStream<Uint8Array> | null> {
  const response = await fetch('/assets/probe.bin', { cache: 'no-store', signal });
  return response.ok ? response.body : null;
}

function connectionOf(browser: Navigator): Connection | undefined {
  return (browser as Navigator & { connection?: Connection }).connection;
}
