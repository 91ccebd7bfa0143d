import { Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { LoadError } from '@/ui/LoadError';
import { Metric } from '@/ui/Metric';
import { PageHeader } from '@/ui/PageHeader';
import { useFormat } from '@/ui/useFormat';
import { numbersQuery } from './api';
import { ErrorLog } from './ErrorLog';
import classes from './MonitorPage.module.css';
import { RecentActivity } from './RecentActivity';

/** Whether everything gets where it should, right now. */
export function MonitorPage() {
  const { t } = useTranslation('monitor');
  return (
    <div className={classes.page}>
      <PageHeader title={t('title')} about={t('about')} />
      <Cards />
      <ErrorLog />
      <RecentActivity />
    </div>
  );
}

function Cards() {
  const { t } = useTranslation('monitor');
  const format = useFormat();
  const numbers = useQuery(numbersQuery);
  if (numbers.isPending) {
    return (
      <div className={classes.cards} role="status" aria-label={t('loading')}>
        {[0, 1, 2, 3].map((card) => (
          <Skeleton key={card} h={96} />
        ))}
      </div>
    );
  }
  if (numbers.isError) {
    return <LoadError what={t('title')} error={numbers.error} retry={() => void numbers.refetch()} />;
  }
  const { syncedToday, failed, pending, blocked, avgSyncSeconds, asOf, zone } = numbers.data;
  return (
    <div className={classes.cards}>
      <Metric
        label={t('synced.label')}
        value={format.number(syncedToday)}
        definition={t('synced.definition', { zone })}
        asOf={asOf}
      />
      <Metric
        label={t('failed.label')}
        value={format.number(failed)}
        definition={t('failed.definition')}
        asOf={asOf}
        alert={failed > 0}
        to="#errors"
      />
      <Metric
        label={t('pending.label')}
        value={format.number(pending)}
        definition={blocked > 0 ? t('pending.withBlocked', { count: blocked }) : t('pending.definition')}
        asOf={asOf}
      />
      <Metric
        label={t('average.label')}
        value={
          avgSyncSeconds === null
            ? '–'
            : t('average.value', { seconds: format.number(rounded(avgSyncSeconds)) })
        }
        definition={avgSyncSeconds === null ? t('average.none') : t('average.definition')}
        asOf={asOf}
      />
    </div>
  );
}

const rounded = (seconds: number) => (seconds < 10 ? Math.round(seconds * 100) / 100 : Math.round(seconds));
