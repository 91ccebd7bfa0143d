import { useTranslation } from 'react-i18next';
import { isolate } from '@/lib/format';
import { said } from '@/said/said';
import type { Tone } from '@/ui/StatePill';
import { useFormat } from '@/ui/useFormat';
import type { Failure, VideoState } from './api';

export const stateTones: Record<VideoState, Tone> = { processing: 'busy', ready: 'good', failed: 'risk' };

export type CompletionBand = 'low' | 'medium' | 'high';

/** 0–25 %, 26–59 %, 60 % and more, by the percent that is shown. */
export function completionBand(rate: number): CompletionBand {
  const percent = Math.round(rate * 100);
  return percent <= 25 ? 'low' : percent < 60 ? 'medium' : 'high';
}

export const bandTones: Record<CompletionBand, Tone> = { low: 'risk', medium: 'watch', high: 'good' };

/** A place in a video, or its length: "1:02:33" or "4:05". */
export function clock(seconds: number): string {
  const whole = Math.floor(seconds);
  const two = (value: number) => String(value).padStart(2, '0');
  const [hours, minutes] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60];
  return hours > 0 ? `${hours}:${two(minutes)}:${two(whole % 60)}` : `${minutes}:${two(whole % 60)}`;
}

/** How long work will still take, no more exactly than anybody can know it. */
export function useRemaining(): (seconds: number | null) => string | undefined {
  const { t } = useTranslation('videos');
  return (seconds) => {
    if (seconds === null) return undefined;
    if (seconds < 60) return t('remaining.seconds', { count: Math.max(5, Math.ceil(seconds / 5) * 5) });
    return t('remaining.minutes', { count: Math.round(seconds / 60) });
  };
}

/** "12 s", "3 min", "1.5 h": time watched, summed up. */
export function useSpan(): (seconds: number) => string {
  const { t } = useTranslation('videos');
  const format = useFormat();
  return (seconds) => {
    if (seconds < 60) return t('span.seconds', { value: format.number(Math.round(seconds)) });
    if (seconds < 5400) return t('span.minutes', { value: format.number(Math.round(seconds / 60)) });
    return t('span.hours', { value: format.number(Math.round(seconds / 360) / 10) });
  };
}

export function useBytes(): (bytes: number) => string {
  const { t } = useTranslation('videos');
  const format = useFormat();
  return (bytes) =>
    bytes < 1024 * 1024
      ? t('bytes.kb', { value: format.number(Math.ceil(bytes / 1024)) })
      : t('bytes.mb', { value: format.number(Math.round(bytes / (102.4 * 1024)) / 10) });
}

/** Why a video could not be made, in the reader's words where we have some. */
export function failureText({ code, detail, values }: Failure): string {
  return said('video', code, values) ?? isolate(detail);
}

/** A place to the tenth of a second: "0:04.5". */
export function exactClock(seconds: number): string {
  const tenths = Math.round(seconds * 10);
  return `${clock(Math.floor(tenths / 10))}.${tenths % 10}`;
}
