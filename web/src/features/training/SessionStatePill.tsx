import { useTranslation } from 'react-i18next';
import { StatePill } from '@/ui/StatePill';
import type { SessionStatus } from './sessions';
import { statusTones } from './wording';

export function SessionStatePill({ status }: { status: SessionStatus }) {
  const { t } = useTranslation('training');
  return <StatePill tone={statusTones[status]}>{t(`status.${status}`)}</StatePill>;
}
