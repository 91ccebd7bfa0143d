import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { ActionList } from '@/ui/ActionList';
import { Section } from '@/ui/Section';
import type { Home } from './api';
import classes from './HomePage.module.css';

/** What I promised, the most urgent first. */
export function MyActions({ actions: { items, total } }: { actions: NonNullable<Home['actionItems']> }) {
  const { t } = useTranslation('home');
  return (
    <Section
      title={t('actions')}
      count={total}
      action={
        total > items.length && (
          <Link to="/action-items" search={{ mine: true }} className={classes.all}>
            {t('all')}
          </Link>
        )
      }
    >
      <ActionList items={items} empty={t('noActions')} />
    </Section>
  );
}
