import { Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { ActionList } from '@/ui/ActionList';
import { LoadError } from '@/ui/LoadError';
import { Section } from '@/ui/Section';
import { openActionsQuery } from './api';

/** What was promised and is not done yet. */
export function OpenActions({ customerId }: { customerId: string }) {
  const { t } = useTranslation('customers');
  const actions = useQuery(openActionsQuery(customerId));
  return (
    <Section title={t('actions.title')} count={actions.data?.length}>
      {actions.isPending ? (
        <Skeleton h={48} aria-label={t('loading')} />
      ) : actions.isError ? (
        <LoadError what={t('actions.title')} error={actions.error} retry={() => void actions.refetch()} />
      ) : (
        <ActionList items={actions.data} empty={t('actions.none')} />
      )}
    </Section>
  );
}
