import type { ViewingEvent } from './record';

/** How a batch is sent: resolves with the status of the answer, rejects where there was none. */
export type Post = (body: string) => Promise<number>;
/** Hands a batch to the browser, which sends it though the page is gone. */
export type Leave = (body: string) => boolean;

interface Options {
  token: string;
  /** One per page, so that the server can tell repeats by it and an event's number. */
  view: string;
  post?: Post;
  leave?: Leave;
  /** What may be told: who asks not to be tracked tells seconds alone, who refuses nothing at all. */
  tells?: () => 'everything' | 'seconds' | 'nothing';
}

type Numbered = ViewingEvent & { seq: number };

const address = '/api/video-events';
const everyMillis = 5000;
/** More than this is never sent at once: browsers let a leaving page send 64 KB. */
const atOnce = 200;
/** An hour without a connection; older events go first. */
const atMost = 2000;

/**
 * Sends what was viewed about every five seconds and when the page is left. A batch that did not arrive is sent again;
 * (view, seq) makes that harmless.
 */
export class Beacon {
  private readonly post: Post;
  private readonly leave: Leave;
  private readonly options: Options;
  private waiting: Numbered[] = [];
  private seq = 0;
  /** Events up to this number were tried: they may have arrived and must stay as they are. */
  private tried = 0;
  private sending = false;
  private failures = 0;
  private notBefore = 0;

  constructor(options: Options) {
    this.options = options;
    this.post = options.post ?? postWithFetch;
    this.leave = options.leave ?? ((body) => navigator.sendBeacon(address, body));
  }

  add(event: ViewingEvent): void {
    const tells = this.options.tells?.() ?? 'everything';
    if (tells === 'nothing') this.waiting = [];
    if (tells === 'nothing' || (tells === 'seconds' && event.type !== 'watched')) return;
    const last = this.waiting.at(-1);
    if (last && last.seq > this.tried && continues(last, event)) {
      last.to = event.to;
      return;
    }
    this.waiting.push({ ...event, seq: ++this.seq });
    if (this.waiting.length > atMost) this.waiting = this.waiting.slice(-atMost);
  }

  async send(now = Date.now()): Promise<void> {
    if (this.sending || this.waiting.length === 0 || now < this.notBefore) return;
    const batch = this.waiting.slice(0, atOnce);
    this.tried = Math.max(this.tried, batch.at(-1)?.seq ?? 0);
    this.sending = true;
    try {
      const status = await this.post(this.body(batch));
      // What the server refuses it will refuse again; what it cannot do now it may do later.
      if (status >= 500 || status === 429 || status === 408) throw new Error(`answered ${status}`);
      this.forget(batch);
      this.failures = 0;
    } catch {
      this.failures += 1;
      this.notBefore = now + Math.min(60_000, everyMillis * 2 ** (this.failures - 1));
    } finally {
      this.sending = false;
    }
  }

  /** The page is being left, perhaps for good: everything not known to have arrived goes now. */
  sendLeaving(): void {
    for (let from = 0; from < this.waiting.length; from += atOnce) {
      const batch = this.waiting.slice(from, from + atOnce);
      this.tried = Math.max(this.tried, batch.at(-1)?.seq ?? 0);
      if (!this.leave(this.body(batch))) return;
    }
    this.waiting = [];
  }

  /** Keeps sending until stopped; `before` is called first, so that the interval now playing is in the batch. */
  start(before: () => void): () => void {
    const stopping = new AbortController();
    const { signal } = stopping;
    const timer = setInterval(() => {
      before();
      void this.send();
    }, everyMillis);
    const leaving = () => {
      before();
      this.sendLeaving();
    };
    document.addEventListener('visibilitychange', () => document.hidden && leaving(), { signal });
    addEventListener('pagehide', leaving, { signal });
    return () => {
      clearInterval(timer);
      stopping.abort();
      leaving();
    };
  }

  private body(events: Numbered[]): string {
    const { token, view } = this.options;
    return JSON.stringify({ token, view, events });
  }

  private forget(batch: Numbered[]): void {
    const sent = new Set(batch);
    this.waiting = this.waiting.filter((event) => !sent.has(event));
  }
}

function continues(before: ViewingEvent, event: ViewingEvent): boolean {
  return (
    before.type === 'watched' &&
    event.type === 'watched' &&
    before.to === event.from &&
    before.rate === event.rate
  );
}

async function postWithFetch(body: string): Promise<number> {
  const response = await fetch(address, {
    method: 'POST',
    body,
    keepalive: true,
    headers: { 'Content-Type': 'application/json' },
  });
  return response.status;
}

/** `crypto.randomUUID` exists on secure origins only; a Rapport inside a company may be reached without. */
export function newView(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
