/** What a viewing page tells the server. Seconds are seconds of the video; `watched` is an interval really played. */
export interface ViewingEvent {
  type: 'play' | 'pause' | 'watched' | 'seek' | 'ended' | 'click' | 'download' | 'error';
  from: number;
  to?: number;
  rate?: number;
  at: string;
}

export interface Clock {
  /** Milliseconds that only ever grow. */
  monotonic: () => number;
  instant: () => string;
}

const clockOfPage: Clock = {
  monotonic: () => performance.now(),
  instant: () => new Date().toISOString(),
};

/** What a step of the position may exceed the time gone by, for players report it unevenly. */
const slackSeconds = 0.35;
/** Less is the player's own doing, as when it steps over a small hole. */
const leap = 0.5;
/** Shorter than a frame or two is no watching, only rounding. */
const shortest = 0.02;

/**
 * Turns what a player reports into intervals really played. Only an advance that fits the time gone by counts, so neither
 * a seek nor a loop nor a jump over a hole does; and nothing counts while nobody can see the picture.
 */
export class Recorder {
  private readonly tell: (event: ViewingEvent) => void;
  private readonly clock: Clock;
  private open: { from: number; to: number } | null = null;
  private last = { position: 0, time: 0 };
  private seekFrom: number | null = null;
  private rate = 1;
  private going = false;
  private visible = true;

  constructor(tell: (event: ViewingEvent) => void, clock: Clock = clockOfPage) {
    this.tell = tell;
    this.clock = clock;
  }

  played(position: number): void {
    if (!this.going) this.say('play', position);
    this.going = true;
    this.resume(position);
  }

  paused(position: number): void {
    if (!this.going) return;
    this.close(position);
    this.going = false;
    this.say('pause', position);
  }

  /** The player is at this position now. */
  moved(position: number): void {
    if (!this.going || !this.visible || this.seekFrom !== null) return;
    if (this.open && !this.fits(position)) this.close();
    if (!this.open) this.resume(position);
    this.open = { from: this.open?.from ?? position, to: position };
    this.remember(position);
  }

  /** The position is being changed by hand: what was played ends where it was last seen. */
  seeking(): void {
    if (this.seekFrom !== null) return;
    this.close();
    this.seekFrom = this.last.position;
  }

  sought(position: number): void {
    if (this.seekFrom === null) return;
    if (Math.abs(position - this.seekFrom) >= leap) this.say('seek', this.seekFrom, position);
    this.seekFrom = null;
    this.remember(position);
    if (this.going) this.resume(position);
  }

  paced(rate: number, position: number): void {
    if (rate === this.rate) return;
    const interrupted = this.open !== null;
    if (interrupted) this.close(position);
    this.rate = rate;
    if (interrupted) this.resume(position);
  }

  ended(position: number): void {
    this.close(position);
    this.going = false;
    this.say('ended', position);
  }

  /** Whether the picture can be seen: not in a tab behind others. */
  seen(visible: boolean, position: number): void {
    if (visible === this.visible) return;
    if (!visible) this.close(position);
    this.visible = visible;
    if (visible && this.going) this.resume(position);
  }

  clicked(position: number): void {
    this.say('click', position);
  }

  failed(position: number): void {
    this.close();
    this.say('error', position);
  }

  /** Tells what was played so far without ending it. */
  flush(position: number): void {
    this.moved(position);
    if (!this.open) return;
    const { to } = this.open;
    this.close();
    this.open = { from: to, to };
  }

  private resume(position: number): void {
    if (!this.visible || this.seekFrom !== null || this.open) return;
    this.open = { from: position, to: position };
    this.remember(position);
  }

  private close(position?: number): void {
    if (!this.open) return;
    if (position !== undefined && this.seekFrom === null && this.fits(position)) {
      this.open.to = position;
      this.remember(position);
    }
    const { from, to } = this.open;
    this.open = null;
    if (to - from >= shortest) this.say('watched', from, to, this.rate);
  }

  private fits(position: number): boolean {
    const step = position - this.last.position;
    const possible = ((this.clock.monotonic() - this.last.time) / 1000) * this.rate + slackSeconds;
    return step >= 0 && step <= possible;
  }

  private remember(position: number): void {
    this.last = { position, time: this.clock.monotonic() };
  }

  private say(type: ViewingEvent['type'], from: number, to?: number, rate?: number): void {
    this.tell({ type, from: rounded(from), to: rounded(to), rate, at: this.clock.instant() });
  }
}

function rounded(seconds: number): number;
function rounded(seconds: number | undefined): number | undefined;
function rounded(seconds: number | undefined): number | undefined {
  return seconds === undefined ? undefined : Math.round(seconds * 1000) / 1000;
}

/** Lets a recorder listen to a player; answers how to stop. */
export function listen(video: HTMLVideoElement, recorder: Recorder): () => void {
  const stopping = new AbortController();
  const { signal } = stopping;
  const on = (names: string, heard: () => void) =>
    names.split(' ').forEach((name) => {
      video.addEventListener(name, heard, { signal });
    });
  const visible = () => {
    // A picture in picture is seen whatever tab is in front.
    recorder.seen(!document.hidden || document.pictureInPictureElement === video, video.currentTime);
  };
  on('playing', () => recorder.played(video.currentTime));
  on('timeupdate waiting', () => recorder.moved(video.currentTime));
  on('pause', () => {
    if (!video.ended) recorder.paused(video.currentTime);
  });
  on('seeking', () => recorder.seeking());
  on('seeked', () => recorder.sought(video.currentTime));
  on('ratechange', () => recorder.paced(video.playbackRate, video.currentTime));
  on('ended', () => recorder.ended(video.currentTime));
  on('enterpictureinpicture leavepictureinpicture', visible);
  document.addEventListener('visibilitychange', visible, { signal });
  visible();
  return () => {
    recorder.flush(video.currentTime);
    stopping.abort();
  };
}
