import { Checkbox } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api, segment } from '@/lib/api';
import { useMay } from '@/lib/session';
import classes from './ActionList.module.css';
import { offerUndo } from './toast';
import { useFormat } from './useFormat';
import { useToday } from './useToday';

export interface ActionEntry {
  id: string;
  title: string;
  owner: string | null;
  dueDate: string | null;
  status: 'open' | 'done' | 'cancelled';
}

interface Props {
  items: readonly ActionEntry[];
  empty: string;
}

/** Promises with who and when; ticking one completes it, here and in the CRM. */
export function ActionList({ items, empty }: Props) {
  const { t } = useTranslation('ui');
  const format = useFormat();
  const today = useToday();
  const queryClient = useQueryClient();
  const mayWrite = useMay('conversations:write');
  const set = (id: string, status: ActionEntry['status']) =>
    api.patch(`/api/action-items/${segment(id)}`, { body: { status } });
  const refresh = () =>
    queryClient.invalidateQueries({ predicate: ({ meta }) => meta?.live?.includes('conversation') ?? false });
  const complete = useMutation({
    mutationFn: (item: ActionEntry) => set(item.id, 'done'),
    onSuccess: () => refresh(),
  });
  const tick = (item: ActionEntry) =>
    complete.mutate(item, {
      onSuccess: () =>
        offerUndo(t('action.completed'), async () => {
          await set(item.id, 'open');
          await refresh();
        }),
    });
  if (items.length === 0) return <p className={classes.none}>{empty}</p>;
  return (
    <ul className={classes.list}>
      {items.map((item) => (
        <li key={item.id} className={classes.item}>
          <Checkbox
            size="sm"
            aria-label={t('action.complete', { title: item.title })}
            checked={item.status === 'done' || (complete.isPending && complete.variables.id === item.id)}
            disabled={!mayWrite}
            onChange={() => tick(item)}
          />
          <div className={classes.words}>
            <bdi>{item.title}</bdi>
            <div className={classes.when}>
              {item.owner && <bdi>{item.owner}</bdi>}
              {item.owner && item.dueDate && ' · '}
              {item.dueDate && (
                <span data-overdue={item.dueDate < today || undefined}>
                  {item.dueDate < today
                    ? t('action.overdue', { date: format.day(item.dueDate) })
                    : t('action.due', { date: format.day(item.dueDate) })}
                </span>
              )}
            </div>
          </div>
        </li>
      ))}
    </ul>
  );
}
