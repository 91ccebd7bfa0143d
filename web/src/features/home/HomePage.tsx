import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { LoadError } from '@/ui/LoadError';
import { PageHeader } from '@/ui/PageHeader';
import { RowsSkeleton } from '@/ui/RowsSkeleton';
import { useFormat } from '@/ui/useFormat';
import { useNow } from '@/ui/useNow';
import { Attention } from './Attention';
import { homeQuery, type Home } from './api';
import classes from './HomePage.module.css';
import { Movers } from './Movers';
import { MyActions } from './MyActions';
import { Renewals } from './Renewals';
import { ToReview } from './ToReview';

/** My work: what waits for me, and what moved. */
export function HomePage() {
  const { t } = useTranslation('home');
  const format = useFormat();
  const now = useNow();
  const home = useQuery(homeQuery);
  return (
    <div className={classes.page}>
      <PageHeader title={t('title')} about={format.weekday(now)} />
      {home.isPending ? (
        <RowsSkeleton rows={5} height={48} />
      ) : home.isError ? (
        <LoadError what={t('title')} error={home.error} retry={() => void home.refetch()} />
      ) : (
        <Parts home={home.data} />
      )}
    </div>
  );
}

function Parts({ home }: { home: Home }) {
  const { actionItems, toReview, failedSyncs, pendingApprovals, movedCustomers, renewals } = home;
  return (
    <>
      <Attention failed={failedSyncs} approvals={pendingApprovals} />
      <div className={classes.columns}>
        <div className={classes.column}>
          {actionItems && <MyActions actions={actionItems} />}
          {toReview && <ToReview waiting={toReview} />}
        </div>
        <div className={classes.column}>
          {movedCustomers && <Movers moved={movedCustomers} />}
          {renewals && <Renewals renewals={renewals} />}
        </div>
      </div>
    </>
  );
}
