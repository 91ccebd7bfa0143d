import { useTranslation } from 'react-i18next';
import { isolate } from '@/lib/format';

const known = [
  'load',
  'unreachable',
  '3001',
  '3004',
  '3008',
  '3009',
  '3099',
  '3100',
  '3704',
  '3705',
  '3708',
  '3712',
  '4004',
  '4005',
  '4006',
  '4008',
  '4011',
  '4012',
  '4013',
  '10000',
] as const;
type Known = (typeof known)[number];

/** Several of Zoom's numbers say the same. */
const same: Record<string, Known> = { '3610': '3001', '-3000': 'unreachable' };

/** Zoom's numbers in words, with what to do; of others, the number and what Zoom says to it. */
export function useJoinFault(): (fault: { code: string; reason: string }) => string {
  const { t } = useTranslation('training');
  return ({ code, reason }) => {
    const found = same[code] ?? known.find((one) => one === code);
    return found
      ? t(`joinFault.${found}`)
      : t('joinFault.other', { code: isolate(code), reason: isolate(reason) });
  };
}
