import { useTranslation } from 'react-i18next';
import { StatePill } from '@/ui/StatePill';
import type { Attendee } from './attendance';
import { attendanceTones } from './wording';

/** What counts; while the session runs, who is there and whether there is time enough left. */
export function AttendancePill({ attendee: { status, inRoom, passing } }: { attendee: Attendee }) {
  const { t } = useTranslation('training');
  if (status) return <StatePill tone={attendanceTones[status]}>{t(`attendanceStatus.${status}`)}</StatePill>;
  if (passing === 'impossible') return <StatePill tone="risk">{t('passing.impossible')}</StatePill>;
  if (passing === 'reached') return <StatePill tone="good">{t('passing.reached')}</StatePill>;
  return (
    <StatePill tone={inRoom ? 'busy' : 'none'}>{t(inRoom ? 'passing.inRoom' : 'passing.away')}</StatePill>
  );
}
