import { ActionIcon, Alert, Button, Checkbox, Group, Select, Skeleton } from '@mantine/core';
import { IconArrowRight, IconPlus, IconX } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Said } from '@/said/Said';
import { LoadError } from '@/ui/LoadError';
import { problemText } from '@/ui/problems';
import { Saved } from '@/ui/Saved';
import { Section } from '@/ui/Section';
import {
  fieldsQuery,
  mappableObjects,
  mappingsKey,
  mappingsQuery,
  saveMappings,
  suggestionsQuery,
  type Connection,
  type MappingItem,
  type Mappings,
} from './api';
import { MappingSuggestions } from './MappingSuggestions';
import classes from './ProviderPage.module.css';

/** Which of our facts goes into which field there: two columns, a sample value, a warning where it cannot work. */
export function MappingEditor({ connection }: { connection: Connection }) {
  const { t } = useTranslation('integrations');
  const mappings = useQuery(mappingsQuery(connection.id));
  return (
    <Section title={t('mapping.title')}>
      <p className={classes.dim}>{t('mapping.about')}</p>
      {mappings.isPending ? (
        <Skeleton h={120} mt="sm" role="status" aria-label={t('mapping.loading')} />
      ) : mappings.isError ? (
        <LoadError what={t('mapping.title')} error={mappings.error} retry={() => void mappings.refetch()} />
      ) : (
        <Editor connection={connection} mappings={mappings.data} />
      )}
    </Section>
  );
}

function Editor({ connection, mappings }: { connection: Connection; mappings: Mappings }) {
  const { t } = useTranslation('integrations');
  const queryClient = useQueryClient();
  const mayManage = connection.permissions.manage;
  const [draft, setDraft] = useState<Pick<Mappings, 'items' | 'excluded'>>();
  const changed = draft !== undefined;
  const { items, excluded } = draft ?? mappings;
  const setItems = (now: MappingItem[]) => setDraft({ items: now, excluded });
  const setExcluded = (now: string[]) => setDraft({ items, excluded: now });
  const save = useMutation({
    mutationFn: () =>
      saveMappings(
        connection.id,
        items.filter(({ field }) => field !== ''),
        excluded,
      ),
    onSuccess: (kept) => {
      queryClient.setQueryData(mappingsKey(connection.id), kept);
      setDraft(undefined);
      void queryClient.invalidateQueries({ queryKey: suggestionsQuery(connection.id).queryKey });
    },
    meta: { showsProblem: true },
  });
  const set = (at: number, part: Partial<MappingItem>) =>
    setItems(items.map((item, index) => (index === at ? { ...item, ...part, warning: null } : item)));
  const add = () =>
    setItems([
      ...items,
      { source: mappings.sources[0]?.id ?? 'summary', object: 'contact', field: '', enabled: true },
    ]);
  return (
    <>
      {items.length === 0 && <p className={classes.dim}>{t('mapping.none')}</p>}
      <ul className={classes.list}>
        {items.map((item, at) => (
          <Row
            key={at}
            item={item}
            connection={connection}
            sources={mappings.sources}
            onChange={(part) => set(at, part)}
            onRemove={() => setItems(items.filter((_item, index) => index !== at))}
          />
        ))}
      </ul>
      {mayManage && (
        <MappingSuggestions
          connection={connection}
          taken={items}
          onTake={(suggested) =>
            setItems([
              ...items,
              ...suggested.map(({ source, object, field }) => ({ source, object, field, enabled: true })),
            ])
          }
        />
      )}
      <Checkbox.Group
        mt="md"
        label={t('mapping.excluded')}
        description={t('mapping.excludedAbout')}
        value={excluded}
        onChange={setExcluded}
      >
        <Group gap="md" mt="xs">
          {mappings.excludable.map((id) => (
            <Checkbox
              key={id}
              size="sm"
              value={id}
              label={t(`source.${id}` as 'source.summary', id)}
              disabled={!mayManage}
            />
          ))}
        </Group>
      </Checkbox.Group>
      {save.isError && (
        <Alert color="red" role="alert" mt="sm">
          {problemText(save.error)}
        </Alert>
      )}
      {mayManage && (
        <Group gap="xs" mt="sm">
          <Button variant="default" leftSection={<IconPlus size={16} aria-hidden />} onClick={add}>
            {t('mapping.add')}
          </Button>
          <Button disabled={!changed} loading={save.isPending} onClick={() => save.mutate()}>
            {t('save')}
          </Button>
          <Saved when={save.isSuccess && !changed} />
        </Group>
      )}
    </>
  );
}

interface RowProps {
  item: MappingItem;
  connection: Connection;
  sources: Mappings['sources'];
  onChange: (part: Partial<MappingItem>) => void;
  onRemove: () => void;
}

function Row({ item, connection, sources, onChange, onRemove }: RowProps) {
  const { t } = useTranslation('integrations');
  const disabled = !connection.permissions.manage;
  const fields = useQuery(fieldsQuery(connection.id, item.object));
  const sourceName = (id: string) =>
    t(`source.${id}` as 'source.summary', sources.find((each) => each.id === id)?.label ?? id);
  const writable = (fields.data?.fields ?? [])
    .filter((field) => field.writable)
    .map(({ name, label }) => ({ value: name, label: label === name ? name : `${label} (${name})` }));
  const known = writable.some(({ value }) => value === item.field);
  const choices =
    known || item.field === '' ? writable : [...writable, { value: item.field, label: item.field }];
  const name = sourceName(item.source);
  return (
    <li className={classes.mapping}>
      <Checkbox
        size="sm"
        aria-label={t('mapping.enabled', { name })}
        checked={item.enabled}
        disabled={disabled}
        onChange={(event) => onChange({ enabled: event.currentTarget.checked })}
      />
      <Select
        aria-label={t('mapping.source')}
        data={sources.map(({ id }) => ({ value: id, label: sourceName(id) }))}
        allowDeselect={false}
        disabled={disabled}
        value={item.source}
        onChange={(source) => source && onChange({ source })}
      />
      <IconArrowRight size={16} className={`${classes.arrow} flips`} aria-hidden />
      <Select
        className={classes.target}
        aria-label={t('fields.object')}
        data={mappableObjects.map((value) => ({ value, label: t(`object.${value}`) }))}
        allowDeselect={false}
        disabled={disabled}
        value={item.object}
        onChange={(object) => object && onChange({ object, field: '' })}
      />
      <Select
        className={classes.target}
        aria-label={t('mapping.field')}
        placeholder={t('mapping.choose')}
        data={choices}
        searchable
        allowDeselect={false}
        disabled={disabled || fields.isPending}
        nothingFoundMessage={t('fields.none')}
        value={item.field || null}
        onChange={(field) => field && onChange({ field })}
      />
      {disabled ? (
        <span />
      ) : (
        <ActionIcon aria-label={t('mapping.remove', { name })} onClick={onRemove}>
          <IconX size={16} aria-hidden />
        </ActionIcon>
      )}
      <span className={classes.sample}>
        {t('mapping.example')} <bdi>{sources.find(({ id }) => id === item.source)?.example}</bdi>
      </span>
      {item.warning && (
        <span className={classes.warning}>
          <Said english={item.warning} words={item.warningWords} />
        </span>
      )}
    </li>
  );
}
