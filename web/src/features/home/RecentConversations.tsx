import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useMay } from '@/lib/session';
import { AppLink } from '@/ui/AppLink';
import { LoadError } from '@/ui/LoadError';
import { RelativeTime } from '@/ui/RelativeTime';
import { RowsSkeleton } from '@/ui/RowsSkeleton';
import { Section } from '@/ui/Section';
import { SourceIcon } from '@/ui/SourceIcon';
import { recentConversationsQuery } from './api';
import classes from './HomePage.module.css';

export function RecentConversations() {
  const { t } = useTranslation('home');
  const { t: talk } = useTranslation('conversations');
  const mayWrite = useMay('conversations:write');
  const recent = useQuery(recentConversationsQuery);
  return (
    <Section title={t('conversations')}>
      {recent.isPending ? (
        <RowsSkeleton rows={4} height={44} />
      ) : recent.isError ? (
        <LoadError what={t('conversations')} error={recent.error} retry={() => void recent.refetch()} />
      ) : recent.data.length === 0 ? (
        <div className={classes.none}>
          <p>{t('noConversations')}</p>
          {mayWrite && (
            <Button component={Link} to="/conversations/new" variant="default" size="compact-sm">
              {talk('new.action')}
            </Button>
          )}
        </div>
      ) : (
        <ul className={classes.list}>
          {recent.data.map(({ id, title, source, startedAt, customer }) => (
            <li key={id} className={classes.row}>
              <SourceIcon source={source} />
              <div className={classes.main}>
                <AppLink href={`/conversations/${id}`} className={classes.title}>
                  <bdi>{title}</bdi>
                </AppLink>
                <div className={classes.quiet}>
                  {customer && <bdi>{customer.name}</bdi>}
                  {customer && ' · '}
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
