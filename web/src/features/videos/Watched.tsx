import { Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { DataTable, type Column } from '@/ui/DataTable';
import { LoadError } from '@/ui/LoadError';
import { Metric } from '@/ui/Metric';
import { RelativeTime } from '@/ui/RelativeTime';
import { Section } from '@/ui/Section';
import { useFormat } from '@/ui/useFormat';
import { analyticsQuery, type Analytics, type Viewer } from './api';
import { Completion } from './Completion';
import { HeatMap } from './HeatMap';
import classes from './Watched.module.css';
import { useSpan } from './wording';

const idOf = ({ id }: Viewer) => id;

/** What was watched, second by second, and by whom. */
export function Watched({ videoId }: { videoId: string }) {
  const { t } = useTranslation('videos');
  const analytics = useQuery(analyticsQuery(videoId));
  if (analytics.isPending) return <Skeleton h={140} aria-label={t('loading')} />;
  if (analytics.isError) {
    return <LoadError what={t('analytics')} error={analytics.error} retry={() => void analytics.refetch()} />;
  }
  return <Numbers found={analytics.data} />;
}

function Numbers({ found }: { found: Analytics }) {
  const { t } = useTranslation('videos');
  const format = useFormat();
  const span = useSpan();
  const columns = useColumns();
  const metric = (name: 'views' | 'uniqueViewers' | 'watchSeconds' | 'ctaClicks', value: string) => (
    <Metric
      label={t(`metric.${name}`)}
      value={value}
      definition={t(`definition.${name}`)}
      asOf={found.asOf}
    />
  );
  return (
    <>
      {found.heatmap.length > 0 && <HeatMap heat={found.heatmap} />}
      <Section title={t('analytics')}>
        <div className={classes.metrics}>
          {metric('views', format.number(found.views))}
          {metric('uniqueViewers', format.number(found.uniqueViewers))}
          <Metric
            label={t('metric.completionRate')}
            value={
              <>
                {found.completionRate === null ? '–' : format.percent(found.completionRate)}
                <span className={classes.band}>
                  <Completion rate={found.completionRate} short />
                </span>
              </>
            }
            definition={t('definition.completionRate')}
            asOf={found.asOf}
          />
          {metric('watchSeconds', span(found.watchSeconds))}
          {metric('ctaClicks', format.number(found.ctaClicks))}
        </div>
      </Section>
      <Section title={t('viewers.title')} count={found.viewers.length}>
        {found.viewers.length === 0 ? (
          <p className={classes.none}>{t('viewers.none')}</p>
        ) : (
          <DataTable
            label={t('viewers.title')}
            rows={found.viewers}
            columns={columns}
            rowId={idOf}
            rowName={({ name, email }) => name ?? email ?? t('viewers.unknown')}
          />
        )}
      </Section>
    </>
  );
}

function useColumns(): Column<Viewer>[] {
  const { t } = useTranslation('videos');
  const format = useFormat();
  const span = useSpan();
  return useMemo(
    () => [
      {
        id: 'who',
        header: t('viewers.who'),
        cell: ({ name, email }) => (
          <bdi title={email ?? undefined}>{name ?? email ?? t('viewers.unknown')}</bdi>
        ),
      },
      {
        id: 'share',
        header: t('viewers.share'),
        width: '168px',
        cell: ({ share }) => <Completion rate={share} />,
      },
      {
        id: 'views',
        header: t('metric.views'),
        width: '76px',
        align: 'end',
        from: 'tablet',
        cell: ({ views }) => format.number(views),
      },
      {
        id: 'time',
        header: t('metric.watchSeconds'),
        width: '100px',
        align: 'end',
        from: 'tablet',
        cell: ({ watchSeconds }) => span(watchSeconds),
      },
      {
        id: 'clicks',
        header: t('metric.ctaClicks'),
        width: '72px',
        align: 'end',
        from: 'desktop',
        cell: ({ ctaClicks }) => format.number(ctaClicks),
      },
      {
        id: 'last',
        header: t('viewers.last'),
        width: '132px',
        from: 'tablet',
        cell: ({ lastSeenAt }) => <RelativeTime at={lastSeenAt} />,
      },
    ],
    [t, format, span],
  );
}
