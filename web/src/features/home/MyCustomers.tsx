import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useMe } from '@/lib/session';
import { Band } from '@/ui/Band';
import { LoadError } from '@/ui/LoadError';
import { RowsSkeleton } from '@/ui/RowsSkeleton';
import { Section } from '@/ui/Section';
import { useFormat } from '@/ui/useFormat';
import { myCustomersQuery } from './api';
import classes from './HomePage.module.css';

/** The customers I own, the next renewal first. */
export function MyCustomers() {
  const { t } = useTranslation('home');
  const me = useMe();
  const format = useFormat();
  const mine = useQuery(myCustomersQuery(me.id));
  return (
    <Section
      title={t('customers')}
      count={mine.data?.total}
      action={
        (mine.data?.items.length ?? 0) > 0 && (
          <Link to="/customers" search={{ owner: me.id }} className={classes.all}>
            {t('allMine')}
          </Link>
        )
      }
    >
      {mine.isPending ? (
        <RowsSkeleton rows={4} height={44} />
      ) : mine.isError ? (
        <LoadError what={t('customers')} error={mine.error} retry={() => void mine.refetch()} />
      ) : mine.data.items.length === 0 ? (
        <p className={classes.none}>{t('noCustomers')}</p>
      ) : (
        <ul className={classes.list}>
          {mine.data.items.map(({ id, name, renewalDate, health }) => (
            <li key={id} className={classes.row}>
              <div className={classes.main}>
                <Link to="/customers/$customerId" params={{ customerId: id }} className={classes.title}>
                  <bdi>{name}</bdi>
                </Link>
                {renewalDate && (
                  <div className={classes.quiet}>{t('renews', { date: format.day(renewalDate) })}</div>
                )}
              </div>
              <Band band={health?.band} />
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}
