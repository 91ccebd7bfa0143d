import { useTranslation } from 'react-i18next';

export const segments = ['enterprise', 'mid_market', 'small_business'] as const;
export const lifecycles = ['prospect', 'onboarding', 'active', 'at_risk', 'churned'] as const;

const isOne = <T extends string>(known: readonly T[], value: string): value is T =>
  known.includes(value as T);

/** Words for the values we offer; an import may bring others, which are shown as they came. */
export function useSegments() {
  const { t } = useTranslation('customers');
  return segments.map((value) => ({ value, label: t(`segments.${value}`) }));
}

export function useLifecycles() {
  const { t } = useTranslation('customers');
  return lifecycles.map((value) => ({ value, label: t(`lifecycles.${value}`) }));
}

export function useChoiceWords() {
  const { t } = useTranslation('customers');
  return {
    segment: (value: string | null) =>
      value && isOne(segments, value) ? t(`segments.${value}`) : (value ?? ''),
    lifecycle: (value: string | null) =>
      value && isOne(lifecycles, value) ? t(`lifecycles.${value}`) : (value ?? ''),
  };
}
