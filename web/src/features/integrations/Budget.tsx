import { Progress } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Section } from '@/ui/Section';
import { useFormat } from '@/ui/useFormat';
import type { Budget as Numbers } from './api';
import classes from './ProviderPage.module.css';

/** How much of what the provider allows is used up. */
export function Budget({ budget, name }: { budget: Numbers; name: string }) {
  const { t } = useTranslation('integrations');
  const format = useFormat();
  const { limit, used, windowSeconds, asOf } = budget;
  const share = limit > 0 ? Math.min(100, (used / limit) * 100) : 0;
  const window =
    windowSeconds >= 86_400
      ? t('budget.day')
      : windowSeconds >= 60
        ? t('budget.minutes', { count: Math.round(windowSeconds / 60) })
        : t('budget.seconds', { count: windowSeconds });
  const words = t('budget.words', { used: format.number(used), limit: format.number(limit), window, name });
  return (
    <Section title={t('budget.title')}>
      <p className={classes.dim}>{words}</p>
      <Progress value={share} color={share > 80 ? 'yellow' : 'teal'} size="sm" my={6} aria-label={words} />
      <p className={classes.dim}>{t('asOf', { time: format.moment(asOf) })}</p>
    </Section>
  );
}
