import { useTranslation } from 'react-i18next';
import type { Tone } from '@/ui/StatePill';
import { useFormat } from '@/ui/useFormat';
import type { AttendanceStatus } from './attendance';
import type { MeetingState, SessionStatus } from './sessions';

export const statusTones: Record<SessionStatus, Tone> = {
  SCHEDULED: 'busy',
  IN_PROGRESS: 'good',
  COMPLETED: 'none',
  CANCELLED: 'risk',
};

export const meetingTones: Record<MeetingState, Tone> = {
  creating: 'busy',
  ready: 'good',
  changing: 'busy',
  failed: 'risk',
  deleting: 'busy',
  none: 'none',
};

export const attendanceTones: Record<AttendanceStatus, Tone> = {
  present: 'good',
  late: 'watch',
  excused: 'none',
  absent: 'risk',
};

/** "1 h 30 min", "45 min", "30 s". */
export function useLength(): (seconds: number) => string {
  const { t } = useTranslation('training');
  const format = useFormat();
  return (seconds) => {
    if (seconds > 0 && seconds < 60)
      return t('length.seconds', { seconds: format.number(Math.floor(seconds)) });
    const all = Math.floor(seconds / 60);
    const [hours, minutes] = [Math.floor(all / 60), all % 60];
    if (hours === 0) return t('length.minutes', { minutes: format.number(minutes) });
    if (minutes === 0) return t('length.hours', { hours: format.number(hours) });
    return t('length.both', { hours: format.number(hours), minutes: format.number(minutes) });
  };
}

/** "opens in 5 min", and for what is further away the day and time. Rounded up: at 4:10 it still is five minutes. */
export function useOpening(): (opensAt: string, now: Date) => string {
  const { t } = useTranslation('training');
  const format = useFormat();
  return (opensAt, now) => {
    const minutes = Math.ceil((new Date(opensAt).getTime() - now.getTime()) / 60_000);
    return minutes <= 90
      ? t('start.opensIn', { minutes: format.number(minutes) })
      : t('start.opensAt', { at: format.moment(opensAt) });
  };
}
