import { Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { isolate } from '@/lib/format';
import { linkTo } from '@/lib/links';
import { AppLink } from '@/ui/AppLink';
import { LinkButton } from '@/ui/LinkButton';
import { Section } from '@/ui/Section';
import { useSourceName } from '@/ui/sources';
import { useFormat } from '@/ui/useFormat';
import { nextStepsQuery, type NextStep } from './api';
import classes from './NextSteps.module.css';

/** What to do next and why; nothing at all while nothing speaks for anything. */
export function NextSteps({ customerId }: { customerId: string }) {
  const { t } = useTranslation('customers');
  const steps = useQuery(nextStepsQuery(customerId));
  const because = useBecause();
  if (steps.isPending) return <Skeleton h={88} aria-label={t('loading')} />;
  const [first, ...others] = steps.data ?? [];
  if (!first) return null;
  return (
    <Section title={t('next.title')}>
      <div className={classes.first}>
        <p className={classes.do}>{t(`next.do.${first.kind}`)}</p>
        <p className={classes.because}>{because(first)}</p>
        {first.link && (
          <LinkButton {...linkTo(first.link)} variant="default" size="compact-md">
            {t(`next.go.${first.kind}` as 'next.go.failed_sync')}
          </LinkButton>
        )}
      </div>
      {others.length > 0 && (
        <ul className={classes.others} aria-label={t('next.then')}>
          {others.map((step) => (
            <li key={step.kind}>
              {step.link ? (
                <AppLink href={step.link}>{t(`next.do.${step.kind}`)}</AppLink>
              ) : (
                <span>{t(`next.do.${step.kind}`)}</span>
              )}
              <span className={classes.because}>{because(step)}</span>
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}

/** The facts that speak for a step, in a sentence. */
function useBecause(): (step: NextStep) => string {
  const { t } = useTranslation('customers');
  const format = useFormat();
  const nameOf = useSourceName();
  return ({ kind, because }) => {
    switch (kind) {
      case 'overdue_actions':
        return t('next.because.overdue_actions', {
          count: because.count,
          title: isolate(because.title),
          since: format.day(because.since),
        });
      case 'failed_sync':
        return t('next.because.failed_sync', {
          count: because.count,
          crms: format.list(because.crmTypes.map(nameOf)),
        });
      case 'renewal_near':
        return t('next.because.renewal_near', { count: because.days, date: format.day(because.date) });
      case 'renewal_passed':
        return t('next.because.renewal_passed', { date: format.day(because.date) });
      case 'no_contact':
        return because.lastAt
          ? t('next.because.no_contact', { count: because.days, date: format.day(because.lastAt) })
          : t('next.because.never_contact', { count: because.days });
      case 'to_review':
        return t('next.because.to_review', { count: because.count, title: isolate(because.title) });
    }
  };
}
