import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { ActionList } from '@/ui/ActionList';
import { LoadError } from '@/ui/LoadError';
import { RowsSkeleton } from '@/ui/RowsSkeleton';
import { Section } from '@/ui/Section';
import { myActionsQuery } from './api';

export function MyActions() {
  const { t } = useTranslation('home');
  const actions = useQuery(myActionsQuery);
  return (
    <Section title={t('actions')} count={actions.data?.length}>
      {actions.isPending ? (
        <RowsSkeleton rows={3} height={48} />
      ) : actions.isError ? (
        <LoadError what={t('actions')} error={actions.error} retry={() => void actions.refetch()} />
      ) : (
        <ActionList items={actions.data} empty={t('noActions')} />
      )}
    </Section>
  );
}
