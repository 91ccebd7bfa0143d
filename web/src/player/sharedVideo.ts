import { api, segment } from '@/lib/api';
import { Problem } from '@/lib/problem';
import { preferKept, keepPlayback, type Playback } from './playback';
import type { Provider } from './provider';
import type { Caption } from './media';

/** What the link of a share leads to. */
export interface SharedVideo {
  title: string;
  owner: { name: string } | null;
  recipient: { name: string } | null;
  state?: 'processing' | 'ready' | 'failed';
  durationSeconds: number | null;
  width?: number;
  height?: number;
  poster: string | null;
  playback: Playback | null;
  provider: Provider | null;
  cta: { label: string; url: string } | null;
  captions?: Caption[];
  locked: boolean;
}

export type Missing = 'expired' | 'revoked' | 'unknown' | 'unreachable';
export type Shared =
  | { state: 'loading' }
  | { state: 'locked' }
  | { state: 'ready'; video: SharedVideo }
  | { state: 'missing'; why: Missing };

const address = (token: string) => `/api/viewer/${segment(token)}`;

export async function fetchShared(token: string): Promise<Shared> {
  try {
    const video = await api.get<SharedVideo>(address(token));
    if (video.locked) return { state: 'locked' };
    const playback = video.playback && preferKept(token, video.playback);
    return { state: 'ready', video: { ...video, playback } };
  } catch (error) {
    return { state: 'missing', why: whyMissing(error) };
  }
}

/** The kept addresses have expired or were refused: ask for others. */
export async function renewPlayback(token: string): Promise<Playback> {
  const { playback } = await api.get<SharedVideo>(address(token));
  if (!playback) throw new Problem(410, 'gone', '');
  keepPlayback(token, playback);
  return playback;
}

export const unlock = (token: string, password: string) =>
  api.post(`${address(token)}/unlock`, { body: { password } });

function whyMissing(error: unknown): Missing {
  if (!(error instanceof Problem)) return 'unreachable';
  if (error.code === 'share_expired') return 'expired';
  if (error.code === 'share_revoked') return 'revoked';
  return [400, 404, 410].includes(error.status) ? 'unknown' : 'unreachable';
}
