import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useMe } from '@/lib/session';
import { Section } from '@/ui/Section';
import { useFormat } from '@/ui/useFormat';
import { useToday } from '@/ui/useToday';
import type { Home } from './api';
import classes from './HomePage.module.css';

/** Which of my customers decide soon whether they stay, the next first. */
export function Renewals({ renewals: { items, days } }: { renewals: NonNullable<Home['renewals']> }) {
  const { t } = useTranslation('home');
  const me = useMe();
  const format = useFormat();
  const today = useToday();
  return (
    <Section
      title={t('renewals.title')}
      action={
        <Link to="/customers" search={{ owner: me.id, sort: 'renewal' }} className={classes.all}>
          {t('renewals.all')}
        </Link>
      }
    >
      {items.length === 0 ? (
        <p className={classes.none}>{t('renewals.none', { count: days })}</p>
      ) : (
        <ul className={classes.list}>
          {items.map(({ id, name, renewalDate }) => (
            <li key={id} className={classes.row}>
              <Link
                to="/customers/$customerId"
                params={{ customerId: id }}
                className={`${classes.title} ${classes.main}`}
              >
                <bdi>{name}</bdi>
              </Link>
              <time
                dateTime={renewalDate}
                className={classes.quiet}
                data-overdue={renewalDate < today || undefined}
              >
                {t(renewalDate < today ? 'renewals.passed' : 'renewals.on', {
                  date: format.day(renewalDate),
                })}
              </time>
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}
