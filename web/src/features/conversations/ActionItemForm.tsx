import { Alert, Autocomplete, Button, Group, Select, TextInput } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState, type KeyboardEvent, type SyntheticEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { usersQuery } from '@/lib/users';
import { problemText } from '@/ui/problems';
import classes from './ActionItems.module.css';
import { conversationQuery, itemStatuses, type ActionItem, type ItemChange } from './api';
import { useItemRefresh } from './items';

interface Props {
  item?: ActionItem;
  conversation: string;
  save: (change: ItemChange) => Promise<unknown>;
  onClose: () => void;
}

/** In place of the row: Enter saves, Escape leaves it as it was. */
export function ActionItemForm({ item, conversation, save, onClose }: Props) {
  const { t } = useTranslation('conversations');
  const refresh = useItemRefresh();
  const users = useQuery({ ...usersQuery, retry: false });
  const talk = useQuery(conversationQuery(conversation));
  const [title, setTitle] = useState(item?.title ?? '');
  const [owner, setOwner] = useState(item?.owner ?? '');
  const [due, setDue] = useState(item?.dueDate ?? '');
  const [status, setStatus] = useState(item?.status ?? 'open');
  const keep = useMutation({
    mutationFn: save,
    onSuccess: async () => {
      await refresh();
      onClose();
    },
    meta: { showsProblem: true },
  });
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    const name = owner.trim();
    const user = users.data?.find((each) => each.active && each.name === name);
    keep.mutate({
      title: title.trim(),
      owner: name || null,
      ownerUserId: user?.id,
      dueDate: due || null,
      ...(item && { status }),
    });
  };
  const onKey = (event: KeyboardEvent) => {
    if (event.key === 'Escape' && !event.defaultPrevented) onClose();
  };
  const names = [
    ...(talk.data?.participants ?? []).map(({ name }) => name),
    ...(users.data ?? []).filter(({ active }) => active).map(({ name }) => name),
  ];
  return (
    // Escape anywhere in the form, not on one of its fields only.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <form className={classes.form} onSubmit={submit} onKeyDown={onKey}>
      <TextInput
        label={t('items.field.title')}
        required
        withAsterisk={false}
        maxLength={500}
        dir="auto"
        ref={focusOnce}
        value={title}
        onChange={(event) => setTitle(event.currentTarget.value)}
      />
      <div className={classes.pair}>
        <Autocomplete
          label={t('items.field.owner')}
          data={[...new Set(names)]}
          dir="auto"
          value={owner}
          onChange={setOwner}
        />
        <TextInput
          type="date"
          label={t('items.field.due')}
          value={due}
          onChange={(event) => setDue(event.currentTarget.value)}
        />
      </div>
      {item && (
        <Select
          label={t('items.field.status')}
          data={itemStatuses.map((value) => ({ value, label: t(`items.status.${value}`) }))}
          allowDeselect={false}
          value={status}
          onChange={(value) => value && setStatus(value)}
        />
      )}
      {keep.isError && (
        <Alert color="red" role="alert">
          {problemText(keep.error)}
        </Alert>
      )}
      <Group gap="xs">
        <Button type="submit" size="compact-md" loading={keep.isPending} disabled={title.trim() === ''}>
          {item ? t('save') : t('items.add')}
        </Button>
        <Button variant="default" size="compact-md" onClick={onClose}>
          {t('cancel')}
        </Button>
      </Group>
    </form>
  );
}

const focusOnce = (field: HTMLInputElement | null) => field?.focus();
