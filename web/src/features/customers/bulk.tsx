import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { offerUndo } from '@/ui/toast';
import { archiveCustomer, restoreCustomer } from './api';

/** What can be done with several customers at once. */
export function useBulk() {
  const { t } = useTranslation('customers');
  const queryClient = useQueryClient();
  const refresh = () => queryClient.invalidateQueries({ queryKey: ['customers'] });
  const archive = useMutation({
    mutationFn: (ids: string[]) => Promise.all(ids.map(archiveCustomer)),
    onSuccess: (_answers, ids) =>
      offerUndo(t('archivedSome', { count: ids.length }), async () => {
        await Promise.all(ids.map(restoreCustomer));
        await refresh();
      }),
    onSettled: refresh,
  });
  return (ids: string[], clear: () => void) => (
    <Button
      size="compact-sm"
      variant="default"
      loading={archive.isPending}
      onClick={() => archive.mutate(ids, { onSuccess: clear })}
    >
      {t('archive')}
    </Button>
  );
}
