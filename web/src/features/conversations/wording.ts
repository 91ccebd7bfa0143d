import { useTranslation } from 'react-i18next';
import { useFormat } from '@/ui/useFormat';
import type { Tone } from '@/ui/StatePill';
import type { Brief, SyncState } from './api';

export const syncTones: Record<SyncState, Tone> = {
  pending: 'busy',
  synced: 'good',
  failed: 'risk',
  blocked: 'watch',
};

export const stateTones: Record<Brief['state'], Tone> = { draft: 'none', completed: 'good' };

/** "34 min", "1 h 5 min", "40 s". */
export function useDuration(): (seconds: number) => string {
  const { t } = useTranslation('conversations');
  const format = useFormat();
  return (seconds) => {
    if (seconds < 60) return t('duration.seconds', { seconds: format.number(Math.round(seconds)) });
    const all = Math.round(seconds / 60);
    const hours = Math.floor(all / 60);
    const minutes = all % 60;
    if (hours === 0) return t('duration.minutes', { minutes: format.number(minutes) });
    return t('duration.hours', { hours: format.number(hours), minutes: format.number(minutes) });
  };
}

/** A place in a recording: "1:02:33" or "4:05". */
export function clock(ms: number): string {
  const seconds = Math.floor(ms / 1000);
  const two = (value: number) => String(value).padStart(2, '0');
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60];
  return hours > 0 ? `${hours}:${two(minutes)}:${two(seconds % 60)}` : `${minutes}:${two(seconds % 60)}`;
}
