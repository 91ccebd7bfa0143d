import { useTranslation } from 'react-i18next';
import { StatePill, type Tone } from './StatePill';

const tones = { healthy: 'good', watch: 'watch', at_risk: 'risk', not_measured: 'none' } satisfies Record<
  string,
  Tone
>;
type Known = keyof typeof tones;

const isKnown = (band: string | undefined): band is Known => band !== undefined && band in tones;

/** How a customer is doing, in a word. Without data it says so; it is never a zero. */
export function Band({ band }: { band: string | undefined }) {
  const { t } = useTranslation('ui');
  const known = isKnown(band) ? band : 'not_measured';
  return <StatePill tone={tones[known]}>{t(`band.${known}`)}</StatePill>;
}
