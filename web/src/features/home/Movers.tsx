import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { AppLink } from '@/ui/AppLink';
import { RelativeTime } from '@/ui/RelativeTime';
import { Section } from '@/ui/Section';
import type { Home, Mover } from './api';
import classes from './HomePage.module.css';
import { useMay } from '@/lib/session';

/** Customers with whom something happened lately, and what it was. */
export function Movers({ moved: { items, scope, days } }: { moved: NonNullable<Home['movedCustomers']> }) {
  const { t } = useTranslation('home');
  return (
    <Section
      title={t(scope === 'mine' ? 'moved.mine' : 'moved.all')}
      action={<span className={classes.quiet}>{t('moved.days', { count: days })}</span>}
    >
      {items.length === 0 ? (
        <p className={classes.none}>{t('moved.none')}</p>
      ) : (
        <ul className={classes.list}>
          {items.map((customer) => (
            <Row key={customer.id} customer={customer} />
          ))}
        </ul>
      )}
    </Section>
  );
}

function Row({ customer: { id, name, entries, last } }: { customer: Mover }) {
  const { t } = useTranslation('home');
  const seesTalks = useMay('conversations:read');
  return (
    <li className={classes.row}>
      <div className={classes.main}>
        <Link to="/customers/$customerId" params={{ customerId: id }} className={classes.title}>
          <bdi>{name}</bdi>
        </Link>
        <div className={classes.quiet}>
          {last.link && seesTalks ? (
            <AppLink href={last.link} className={classes.last}>
              <bdi>{last.title}</bdi>
            </AppLink>
          ) : (
            <bdi>{last.title}</bdi>
          )}
          {' · '}
          <RelativeTime at={last.at} />
          {entries > 1 && ` · ${t('moved.more', { count: entries - 1 })}`}
        </div>
      </div>
    </li>
  );
}
