import { keep, kept } from './stored';

/** Where a video's bytes are. The addresses are signed and end at `expiresAt`. */
export interface Playback {
  hls: string | null;
  mp4: string | null;
  expiresAt: string | null;
}

const twoHours = 2 * 60 * 60_000;
const key = (token: string) => `rapport-playback-${token}`;

export function isExpired(playback: Playback, now = Date.now()): boolean {
  return playback.expiresAt !== null && Date.parse(playback.expiresAt) <= now;
}

/**
 * The addresses this tab already plays from, if they still hold, else the fresh ones: the same addresses let the browser
 * take from its cache what it has.
 */
export function preferKept(token: string, fresh: Playback, now = Date.now()): Playback {
  const known = kept(key(token), twoHours, now) as Playback | undefined;
  if (known && !isExpired(known, now)) return known;
  keepPlayback(token, fresh, now);
  return fresh;
}

export function keepPlayback(token: string, playback: Playback, now = Date.now()): void {
  keep(key(token), playback, now);
}
