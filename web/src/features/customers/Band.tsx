import { useTranslation } from 'react-i18next';
import { StatePill, type Tone } from '@/ui/StatePill';
import type { Band as BandName, Health } from './api';

const tones: Record<BandName, Tone> = {
  healthy: 'good',
  watch: 'watch',
  at_risk: 'risk',
  not_measured: 'none',
};

/** How the customer is doing, in a word. Without data it says so; it is never a zero. */
export function Band({ health }: { health: Health | null | undefined }) {
  const { t } = useTranslation('customers');
  const band = health && health.band in tones ? health.band : 'not_measured';
  return <StatePill tone={tones[band]}>{t(`band.${band}`)}</StatePill>;
}
