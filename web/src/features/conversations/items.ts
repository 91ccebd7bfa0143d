import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { isolate } from '@/lib/format';
import { offerUndo } from '@/ui/toast';
import { changeItem, deleteItem, restoreItem, type ActionItem, type ItemStatus } from './api';

/** Whatever shows action items shows them anew. */
export function useItemRefresh(): () => Promise<void> {
  const queryClient = useQueryClient();
  return () =>
    queryClient.invalidateQueries({ predicate: ({ meta }) => meta?.live?.includes('conversation') ?? false });
}

/** Ticking, reopening and deleting, each with a way back. */
export function useItemVerbs(item: ActionItem) {
  const { t } = useTranslation('conversations');
  const refresh = useItemRefresh();
  const setStatus = useMutation({
    mutationFn: (status: ItemStatus) => changeItem(item.id, { status }),
    onSuccess: async (_changed, status) => {
      if (status === 'done')
        offerUndo(t('items.completed'), async () => {
          await changeItem(item.id, { status: item.status });
          await refresh();
        });
      await refresh();
    },
  });
  const remove = useMutation({
    mutationFn: () => deleteItem(item.id),
    onSuccess: async () => {
      offerUndo(t('items.deleted', { title: isolate(item.title) }), async () => {
        await restoreItem(item.id);
        await refresh();
      });
      await refresh();
    },
  });
  return { setStatus, remove };
}
