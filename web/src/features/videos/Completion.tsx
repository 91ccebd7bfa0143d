import { useTranslation } from 'react-i18next';
import { StatePill } from '@/ui/StatePill';
import { useFormat } from '@/ui/useFormat';
import { bandTones, completionBand } from './wording';

/**
 * The share that was watched, with its band as word, shape and colour; `short` is the band alone. Nobody's watching is
 * no zero.
 */
export function Completion({ rate, short = false }: { rate: number | null; short?: boolean }) {
  const { t } = useTranslation('videos');
  const format = useFormat();
  if (rate === null) return <StatePill tone="none">{t('notWatched')}</StatePill>;
  const band = completionBand(rate);
  return (
    <StatePill tone={bandTones[band]}>
      {short
        ? t(`band.${band}`)
        : t('completion', { percent: format.percent(rate), band: t(`band.${band}`) })}
    </StatePill>
  );
}
