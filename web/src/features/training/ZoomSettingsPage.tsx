import { Alert, Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useMay } from '@/lib/session';
import { CopyField } from '@/ui/CopyField';
import { Facts } from '@/ui/Facts';
import { LoadError } from '@/ui/LoadError';
import { Metric } from '@/ui/Metric';
import { PageHeader } from '@/ui/PageHeader';
import { RelativeTime } from '@/ui/RelativeTime';
import { RowsSkeleton } from '@/ui/RowsSkeleton';
import { Section } from '@/ui/Section';
import { StatePill, type Tone } from '@/ui/StatePill';
import { useFormat } from '@/ui/useFormat';
import { Thresholds } from './Thresholds';
import { checkZoom, zoomKey, zoomQuery, type ZoomAccount } from './zoom';
import classes from './ZoomSettingsPage.module.css';

const tones: Record<ZoomAccount['state'], Tone> = { ready: 'good', failing: 'risk', not_configured: 'none' };

/** How the installation's Zoom account stands, and from when on somebody counts as present. */
export function ZoomSettingsPage() {
  const { t } = useTranslation('training');
  const zoom = useQuery(zoomQuery);
  return (
    <>
      <PageHeader title={t('zoom.title')} about={t('zoom.about')} />
      {zoom.isPending ? (
        <RowsSkeleton rows={4} height={64} />
      ) : zoom.isError ? (
        <LoadError what={t('zoom.title')} error={zoom.error} retry={() => void zoom.refetch()} />
      ) : (
        <div className={classes.body}>
          <Account account={zoom.data} />
          <Thresholds />
        </div>
      )}
    </>
  );
}

function Account({ account }: { account: ZoomAccount }) {
  const { t } = useTranslation('training');
  const format = useFormat();
  const queryClient = useQueryClient();
  const mayCheck = useMay('training:manage');
  const check = useMutation({
    mutationFn: checkZoom,
    onSettled: () => queryClient.invalidateQueries({ queryKey: zoomKey }),
  });
  const { state, missing, error, errorAt, webhook, meetings, joinTime } = account;
  const time = (at: string | null) => (at ? <RelativeTime at={at} /> : t('zoom.never'));
  return (
    <>
      <Section
        title={t('zoom.account')}
        action={
          mayCheck &&
          account.configured && (
            <Button
              size="compact-md"
              variant="default"
              loading={check.isPending}
              onClick={() => check.mutate()}
            >
              {t('zoom.check')}
            </Button>
          )
        }
      >
        <div className={classes.state} role="status">
          <StatePill tone={tones[state]}>{t(`zoom.${state}`)}</StatePill>
        </div>
        {state === 'not_configured' && (
          <Alert color="gray" title={t('zoom.missing')}>
            {t('zoom.missingAbout')}
            <ul className={classes.missing}>
              {missing.map((name) => (
                <li key={name}>
                  <bdi>{name}</bdi>
                </li>
              ))}
            </ul>
          </Alert>
        )}
        {state === 'failing' && error && (
          <Alert color="red" title={t('zoom.failingSince', { at: errorAt ? format.moment(errorAt) : '–' })}>
            <bdi>{error}</bdi>
          </Alert>
        )}
        <Facts
          facts={[
            [t('zoom.sdk'), <bdi key="sdk">{account.sdkVersion}</bdi>],
            [t('zoom.sdkFrom'), <bdi key="from">{account.sdkBaseUrl}</bdi>],
            [t('zoom.lastEvent'), time(webhook.lastEventAt)],
            [
              t('zoom.lastValidated'),
              <span key="validated" className={classes.validated}>
                {time(webhook.lastValidatedAt)}
                {webhook.overdue && <StatePill tone="risk">{t('zoom.overdue')}</StatePill>}
              </span>,
            ],
          ]}
        />
        <div className={classes.address}>
          <CopyField label={t('zoom.webhook')} value={webhook.url} />
        </div>
      </Section>
      <div className={classes.figures}>
        {meetings && (
          <Metric
            label={t('zoom.meetings')}
            value={
              meetings.attempts === 0
                ? '–'
                : t('zoom.meetingsOf', {
                    done: format.number(meetings.successes),
                    asked: format.number(meetings.attempts),
                  })
            }
            definition={t('zoom.meetingsDefinition')}
            asOf={meetings.asOf}
          />
        )}
        {joinTime && (
          <Metric
            label={t('zoom.joinTime')}
            value={
              joinTime.p95Millis === null ? '–' : t('zoom.ms', { ms: format.number(joinTime.p95Millis) })
            }
            definition={t('zoom.joinTimeDefinition', { count: joinTime.count })}
            asOf={joinTime.asOf}
          />
        )}
      </div>
    </>
  );
}
