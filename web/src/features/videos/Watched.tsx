import { Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { anchor } from '@/lib/anchor';
import { LoadError } from '@/ui/LoadError';
import { Metric } from '@/ui/Metric';
import { Section } from '@/ui/Section';
import { useFormat } from '@/ui/useFormat';
import { analyticsQuery, type Analytics } from './api';
import { Completion } from './Completion';
import { HeatMap } from './HeatMap';
import { Viewers } from './Viewers';
import classes from './Watched.module.css';
import { useSpan } from './wording';

/** What was watched, second by second, and by whom. */
export function Watched({ videoId }: { videoId: string }) {
  const { t } = useTranslation('videos');
  const analytics = useQuery(analyticsQuery(videoId));
  if (analytics.isPending) return <Skeleton h={140} aria-label={t('loading')} />;
  if (analytics.isError) {
    return <LoadError what={t('analytics')} error={analytics.error} retry={() => void analytics.refetch()} />;
  }
  return <Numbers videoId={videoId} found={analytics.data} />;
}

function Numbers({ videoId, found }: { videoId: string; found: Analytics }) {
  const { t } = useTranslation('videos');
  const format = useFormat();
  const span = useSpan();
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
                {found.completionRate !== null && (
                  <span className={classes.band}>
                    <Completion rate={found.completionRate} short />
                  </span>
                )}
              </>
            }
            definition={t('definition.completionRate')}
            asOf={found.asOf}
          />
          {metric('watchSeconds', span(found.watchSeconds))}
          {metric('ctaClicks', format.number(found.ctaClicks))}
        </div>
        <p className={classes.guide}>
          <Link to="/help/$guide" params={{ guide: 'videos' }} hash={anchor(t('guideNumbers'))}>
            {t('guideNumbers')}
          </Link>
        </p>
      </Section>
      <Viewers videoId={videoId} total={found.viewersTotal} />
    </>
  );
}
