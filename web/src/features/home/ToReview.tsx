import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { LinkButton } from '@/ui/LinkButton';
import { RelativeTime } from '@/ui/RelativeTime';
import { Section } from '@/ui/Section';
import { SourceIcon } from '@/ui/SourceIcon';
import type { Home } from './api';
import classes from './HomePage.module.css';

/** Drafts that I handed in or that are my customers': nothing of them is in a CRM before I complete them. */
export function ToReview({ waiting: { items, total } }: { waiting: NonNullable<Home['toReview']> }) {
  const { t } = useTranslation('home');
  const { t: talk } = useTranslation('conversations');
  return (
    <Section
      title={t('toReview')}
      count={total}
      action={
        total > items.length && (
          <Link to="/conversations" search={{ state: 'draft' }} className={classes.all}>
            {t('all')}
          </Link>
        )
      }
    >
      {items.length === 0 ? (
        <div className={classes.none}>
          <p>{t('noReview')}</p>
          <LinkButton to="/conversations/new" variant="default" size="compact-md">
            {talk('new.action')}
          </LinkButton>
        </div>
      ) : (
        <ul className={classes.list}>
          {items.map(({ id, title, source, startedAt, customer }) => (
            <li key={id} className={classes.row}>
              <SourceIcon source={source} />
              <div className={classes.main}>
                <Link
                  to="/conversations/$conversationId"
                  params={{ conversationId: id }}
                  className={classes.title}
                >
                  <bdi>{title}</bdi>
                </Link>
                <div className={classes.quiet}>
                  <bdi>{customer?.name ?? talk('noCustomer')}</bdi>
                  {' · '}
                  <RelativeTime at={startedAt} />
                </div>
              </div>
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}
