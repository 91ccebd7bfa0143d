import type Hls from 'hls.js';
import type { ErrorData, Level } from 'hls.js';
import { qualityFor } from './bandwidth';
import { isExpired, type Playback } from './playback';
import { Qualities } from './qualities';

/** Why nothing plays: the connection is gone, the link no longer holds, or the video itself cannot be played. */
export type Failure = 'offline' | 'gone' | 'unplayable';

export interface StreamOptions {
  video: HTMLVideoElement;
  qualities: Qualities;
  /** Mbit/s, for the first quality. */
  bandwidth: () => Promise<number>;
  /** New addresses once the old ones have expired. */
  renew?: () => Promise<Playback>;
  onFailure: (failure: Failure | null) => void;
}

type Engine = typeof Hls;

/** Until somebody presses play only the beginning is fetched. */
const bufferBefore = 6;
const bufferAfter = 30;
const networkAttempts = 3;
const renewAtMostEvery = 20_000;
const refused = [401, 403, 410];

/**
 * Plays a video: HLS through hls.js where the browser has media source extensions, natively where it has not, and the
 * whole file where HLS fails. Errors are recovered from where that is possible; only what is left is told.
 */
export class Stream {
  private readonly options: StreamOptions;
  private readonly video: HTMLVideoElement;
  private playback: Playback | null = null;
  private hls: Hls | null = null;
  private networkErrors = 0;
  private mediaErrorAt = Number.NEGATIVE_INFINITY;
  private renewedAt = Number.NEGATIVE_INFINITY;
  private renewing = false;
  private failed = false;
  private readonly stopping = new AbortController();

  constructor(options: StreamOptions) {
    this.options = options;
    this.video = options.video;
    const { signal } = this.stopping;
    this.video.addEventListener('error', () => void this.onMediaError(), { signal });
    this.video.addEventListener('play', () => this.onPlay(), { signal });
    this.video.addEventListener('timeupdate', () => (this.networkErrors = 0), { signal });
    addEventListener('online', () => this.failed && this.retry(), { signal });
  }

  async start(playback: Playback, at = 0): Promise<void> {
    this.release();
    this.playback = playback;
    this.failed = false;
    this.options.onFailure(null);
    const { hls, mp4 } = playback;
    if (hls && hasMediaSource()) {
      const engine = await loadEngine();
      if (this.isClosed() || this.playback !== playback) return;
      if (engine?.isSupported()) return this.stream(engine, hls, at);
    }
    if (hls && this.video.canPlayType('application/vnd.apple.mpegurl')) this.direct(hls, at);
    else if (mp4) this.direct(mp4, at);
    else this.fail('unplayable');
  }

  /** Once more from where it stood. */
  retry(): void {
    const at = this.video.currentTime;
    this.networkErrors = 0;
    this.mediaErrorAt = Number.NEGATIVE_INFINITY;
    this.renewedAt = Number.NEGATIVE_INFINITY;
    const { playback } = this;
    if (playback && !isExpired(playback)) void this.start(playback, at);
    else void this.renew();
  }

  private isClosed(): boolean {
    return this.stopping.signal.aborted;
  }

  close(): void {
    this.stopping.abort();
    this.release();
  }

  private async stream(engine: Engine, address: string, at: number): Promise<void> {
    const mbps = await this.options.bandwidth();
    if (this.isClosed() || this.playback?.hls !== address) return;
    const hls = new engine({
      autoStartLoad: false,
      abrEwmaDefaultEstimate: Math.max(mbps, 0.3) * 1e6,
      maxBufferLength: this.video.paused ? bufferBefore : bufferAfter,
    });
    this.hls = hls;
    hls.on(engine.Events.MANIFEST_PARSED, (_, { levels }) => {
      this.list(levels);
      hls.startLevel = firstLevel(levels, qualityFor(mbps));
      hls.startLoad(at || -1);
    });
    hls.on(engine.Events.LEVELS_UPDATED, (_, { levels }) => this.list(levels));
    hls.on(engine.Events.ERROR, (_, error) => this.onHlsError(engine, hls, error));
    hls.attachMedia(this.video);
    hls.loadSource(address);
  }

  private direct(address: string, at: number): void {
    this.options.qualities.replace([], () => undefined);
    if (at > 0) {
      this.video.addEventListener('loadedmetadata', () => (this.video.currentTime = at), {
        once: true,
        signal: this.stopping.signal,
      });
    }
    this.video.src = address;
  }

  private list(levels: Level[]): void {
    this.options.qualities.replace(
      levels.map((level) => ({ lines: linesOf(level) })),
      (index) => {
        // From the next segment on, so that what plays is not interrupted.
        if (this.hls) this.hls.nextLevel = index;
      },
    );
  }

  private onPlay(): void {
    if (this.hls) this.hls.config.maxBufferLength = bufferAfter;
    if (this.playback && isExpired(this.playback)) void this.renew();
  }

  private onHlsError(engine: Engine, hls: Hls, error: ErrorData): void {
    const status = error.response?.code ?? 0;
    if (refused.includes(status)) {
      void this.renew();
      return;
    }
    if (!error.fatal) return;
    if (error.type === engine.ErrorTypes.MEDIA_ERROR) {
      if (performance.now() - this.mediaErrorAt > 10_000) {
        this.mediaErrorAt = performance.now();
        hls.recoverMediaError();
      } else this.fallBack('unplayable');
    } else if (error.type === engine.ErrorTypes.NETWORK_ERROR && status < 400) {
      this.reconnect(hls);
    } else if (!this.dropLevel(hls, error)) {
      this.fallBack('unplayable');
    }
  }

  /** Nothing answered: try again soon, then say so and wait for the connection. */
  private reconnect(hls: Hls): void {
    this.networkErrors += 1;
    if (this.networkErrors > networkAttempts) {
      this.fail('offline');
      return;
    }
    setTimeout(() => {
      if (this.hls !== hls) return;
      if (hls.levels.length === 0 && this.playback?.hls) hls.loadSource(this.playback.hls);
      else hls.startLoad(this.video.currentTime);
    }, 1000 * this.networkErrors);
  }

  /** A quality is missing though the list names it: the others still play. */
  private dropLevel(hls: Hls, error: ErrorData): boolean {
    const { frag } = error;
    const level = frag && (frag.type as string) === 'main' ? frag.level : error.level;
    if (level === undefined || hls.levels.length < 2 || !hls.levels[level]) return false;
    hls.removeLevel(level);
    hls.nextLevel = -1;
    hls.startLoad(this.video.currentTime);
    return true;
  }

  private async onMediaError(): Promise<void> {
    if (this.hls || this.isClosed()) return; // hls.js reports its own
    const { playback } = this;
    if (!playback || !this.video.getAttribute('src')) return;
    if (isExpired(playback)) return this.renew();
    if (!navigator.onLine || this.video.error?.code === MediaError.MEDIA_ERR_NETWORK) this.fail('offline');
    else this.fallBack('unplayable');
  }

  /** HLS does not work here: the whole file may. */
  private fallBack(otherwise: Failure): void {
    const { playback } = this;
    const resumes = !this.video.paused;
    const at = this.video.currentTime;
    const fromFile = !this.hls && this.video.getAttribute('src') === playback?.mp4;
    this.release();
    if (!playback?.mp4 || fromFile) {
      this.fail(otherwise);
      return;
    }
    this.direct(playback.mp4, at);
    if (resumes) void this.video.play().catch(() => undefined);
  }

  private async renew(): Promise<void> {
    const { renew } = this.options;
    if (this.renewing || this.isClosed()) return;
    if (!renew || performance.now() - this.renewedAt < renewAtMostEvery) {
      this.fail('gone');
      return;
    }
    this.renewing = true;
    this.renewedAt = performance.now();
    const resumes = !this.video.paused;
    const at = this.video.currentTime;
    try {
      const fresh = await renew();
      if (this.isClosed()) return;
      await this.start(fresh, at);
      if (resumes) await this.video.play().catch(() => undefined);
    } catch (error) {
      this.fail(isAnswer(error) ? 'gone' : 'offline');
    } finally {
      this.renewing = false;
    }
  }

  private fail(failure: Failure): void {
    if (this.isClosed()) return;
    this.failed = true;
    this.hls?.stopLoad();
    this.video.pause();
    this.options.onFailure(failure);
  }

  private release(): void {
    this.hls?.destroy();
    this.hls = null;
    if (this.video.getAttribute('src')) {
      this.video.removeAttribute('src');
      this.video.load();
    }
  }
}

const linesOf = ({ width, height }: Pick<Level, 'width' | 'height'>) => Math.min(width, height);

/** The best quality that is not above the wanted one; the short side counts, for videos can be upright. */
export function firstLevel(levels: Pick<Level, 'width' | 'height'>[], wanted: number): number {
  const index = levels.findLastIndex((level) => linesOf(level) <= wanted);
  return Math.max(0, index);
}

function hasMediaSource(): boolean {
  return 'MediaSource' in window || 'ManagedMediaSource' in window;
}

async function loadEngine(): Promise<Engine | null> {
  try {
    return (await import('hls.js')).default;
  } catch {
    return null; // the file plays without it
  }
}

/** Whether the server itself said no, rather than not being reached. */
function isAnswer(error: unknown): boolean {
  return error instanceof Error && 'status' in error && Number(error.status) >= 400;
}
