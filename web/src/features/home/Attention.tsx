import { Link } from '@tanstack/react-router';
import { Trans, useTranslation } from 'react-i18next';
import { useMay } from '@/lib/session';
import { LinkButton } from '@/ui/LinkButton';
import { RelativeTime } from '@/ui/RelativeTime';
import { Section } from '@/ui/Section';
import { StatePill } from '@/ui/StatePill';
import type { Home } from './api';
import classes from './HomePage.module.css';

interface Props {
  failed: Home['failedSyncs'];
  approvals: Home['pendingApprovals'];
}

/** What is stuck until somebody like me acts. Nothing at all while all is well. */
export function Attention({ failed, approvals }: Props) {
  const { t } = useTranslation('home');
  const { t: talk } = useTranslation('conversations');
  const seesMonitor = useMay('monitor:read');
  const stuck = failed ? failed.failed + failed.blocked : 0;
  const asked = approvals?.items ?? [];
  if (stuck + asked.length === 0) return null;
  return (
    <div className={classes.attention}>
      <Section
        title={t('attention')}
        count={stuck + asked.length}
        action={
          stuck > 0 &&
          (seesMonitor ? (
            <Link to="/integrations/monitor" hash="errors" className={classes.all}>
              {t('allFailed')}
            </Link>
          ) : (
            <Link to="/conversations" search={{ sync: 'failed' }} className={classes.all}>
              {t('allFailed')}
            </Link>
          ))
        }
      >
        <ul className={classes.list}>
          {asked.map(({ id, requestedBy, providerName, requestedAt }) => (
            <li key={id} className={classes.row}>
              <p className={classes.main}>
                <Trans
                  t={t}
                  i18nKey="asks"
                  values={{ who: requestedBy, provider: providerName }}
                  components={{ who: <bdi />, provider: <b /> }}
                />{' '}
                <span className={classes.quiet}>
                  <RelativeTime at={requestedAt} />
                </span>
              </p>
              <LinkButton to="/integrations" variant="default" size="compact-md">
                {t('decide')}
              </LinkButton>
            </li>
          ))}
          {failed?.items.map(({ conversationId, title, label, crmType, state, message, nextStep }) => (
            <li key={`${conversationId} ${crmType}`} className={classes.row}>
              <div className={classes.main}>
                <Link
                  to="/conversations/$conversationId"
                  params={{ conversationId }}
                  className={classes.title}
                >
                  <bdi>{title}</bdi>
                </Link>
                <div className={classes.quiet}>
                  <bdi>{label}</bdi>
                  {message && (
                    <>
                      {' · '}
                      <bdi>{message}</bdi>
                    </>
                  )}
                  {nextStep && (
                    <>
                      {' '}
                      <bdi>{nextStep}</bdi>
                    </>
                  )}
                </div>
              </div>
              <StatePill tone={state === 'failed' ? 'risk' : 'watch'}>{talk(`sync.${state}`)}</StatePill>
            </li>
          ))}
        </ul>
      </Section>
    </div>
  );
}
