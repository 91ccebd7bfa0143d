import { useTranslation } from 'react-i18next';
import { useMay } from '@/lib/session';
import { PageHeader } from '@/ui/PageHeader';
import { useFormat } from '@/ui/useFormat';
import { useNow } from '@/ui/useNow';
import classes from './HomePage.module.css';
import { MyActions } from './MyActions';
import { MyCustomers } from './MyCustomers';
import { RecentConversations } from './RecentConversations';

/** My work: what I promised, whom I look after, what was said last. */
export function HomePage() {
  const { t } = useTranslation('home');
  const format = useFormat();
  const now = useNow();
  const seesTalks = useMay('conversations:read');
  const seesCustomers = useMay('customers:read');
  return (
    <div className={classes.page}>
      <PageHeader title={t('title')} about={format.weekday(now)} />
      <div className={classes.columns}>
        <div className={classes.column}>
          {seesTalks && <MyActions />}
          {seesTalks && <RecentConversations />}
        </div>
        <div className={classes.column}>{seesCustomers && <MyCustomers />}</div>
      </div>
    </div>
  );
}
