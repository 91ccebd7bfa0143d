import { ActionIcon, Checkbox, Menu } from '@mantine/core';
import { IconDots } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMay } from '@/lib/session';
import { useFormat } from '@/ui/useFormat';
import { useToday } from '@/ui/useToday';
import { ActionItemForm } from './ActionItemForm';
import classes from './ActionItems.module.css';
import { changeItem, type ActionItem } from './api';
import { useItemVerbs } from './items';
import { TurnLink } from './TurnLink';

export function ActionItemRow({ item }: { item: ActionItem }) {
  const { t } = useTranslation('conversations');
  const mayWrite = useMay('conversations:write');
  const [editing, setEditing] = useState(false);
  const { setStatus, remove } = useItemVerbs(item);
  if (editing) {
    return (
      <li>
        <ActionItemForm
          item={item}
          save={(change) => changeItem(item.id, change)}
          conversation={item.conversationId}
          onClose={() => setEditing(false)}
        />
      </li>
    );
  }
  const shown = setStatus.isPending ? setStatus.variables : item.status;
  return (
    <li className={classes.item} data-status={shown}>
      <Checkbox
        size="sm"
        aria-label={t('items.complete', { title: item.title })}
        checked={shown === 'done'}
        disabled={!mayWrite || shown === 'cancelled'}
        onChange={(event) => setStatus.mutate(event.currentTarget.checked ? 'done' : 'open')}
      />
      <div className={classes.words}>
        <bdi className={classes.title}>{item.title}</bdi>
        <span className={classes.detail}>
          <bdi>{item.owner ?? t('items.noOwner')}</bdi>
          <Due item={item} />
          {shown === 'cancelled' && <span>{t('items.status.cancelled')}</span>}
          {item.turn !== null && (
            <TurnLink conversation={item.conversationId} turn={item.turn} className={classes.source}>
              {t('transcript.show')}
            </TurnLink>
          )}
        </span>
      </div>
      {mayWrite && (
        <Menu position="bottom-end">
          <Menu.Target>
            <ActionIcon size="md" aria-label={t('items.more', { title: item.title })}>
              <IconDots size={16} aria-hidden />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item onClick={() => setEditing(true)}>{t('items.edit')}</Menu.Item>
            {item.status === 'cancelled' ? (
              <Menu.Item onClick={() => setStatus.mutate('open')}>{t('items.reopen')}</Menu.Item>
            ) : (
              <Menu.Item onClick={() => setStatus.mutate('cancelled')}>{t('items.cancelItem')}</Menu.Item>
            )}
            <Menu.Item onClick={() => remove.mutate()}>{t('items.delete')}</Menu.Item>
          </Menu.Dropdown>
        </Menu>
      )}
    </li>
  );
}

export function Due({ item }: { item: ActionItem }) {
  const { t } = useTranslation('conversations');
  const format = useFormat();
  const today = useToday();
  if (!item.dueDate) return <span>{t('items.noDue')}</span>;
  const overdue = item.status === 'open' && item.dueDate < today;
  return (
    <span className={classes.due} data-overdue={overdue || undefined}>
      {t(overdue ? 'items.overdue' : 'items.due', { date: format.day(item.dueDate) })}
    </span>
  );
}
