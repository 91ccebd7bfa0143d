import { ActionIcon, Group, TextInput } from '@mantine/core';
import { IconPlayerPlay, IconPlayerStop, IconTrash } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useDebouncedValue } from '@mantine/hooks';
import { isolate } from '@/lib/format';
import { usePages } from '@/lib/pages';
import type { Voice } from '@/lib/voices';
import { ConfirmNamed } from '@/ui/ConfirmNamed';
import { DataTable, type Column } from '@/ui/DataTable';
import { LoadError } from '@/ui/LoadError';
import { RelativeTime } from '@/ui/RelativeTime';
import { Section } from '@/ui/Section';
import { useFormat } from '@/ui/useFormat';
import { deleteName, namesQuery, voiceKey, type RecordedName } from './api';
import { useSound } from './useSound';
import classes from './VoicePage.module.css';

/** What was recorded, to be heard again or taken away. */
export function Names({ voice }: { voice: Voice }) {
  const { t } = useTranslation('voices');
  const queryClient = useQueryClient();
  const [query, setQuery] = useState('');
  const [asked] = useDebouncedValue(query.trim(), 250);
  const names = usePages(namesQuery(voice.id, asked || undefined));
  const [leaving, setLeaving] = useState<RecordedName>();
  const sound = useSound();
  const format = useFormat();
  const remove = useMutation({
    mutationFn: (name: RecordedName) => deleteName(voice.id, name.id),
    onSuccess: async () => {
      setLeaving(undefined);
      await queryClient.invalidateQueries({ queryKey: voiceKey(voice.id) });
    },
    meta: { showsProblem: true },
  });
  const { playing, play, stop } = sound;
  const columns = useMemo(
    (): Column<RecordedName>[] => [
      { id: 'name', header: t('field.name'), cell: ({ name }) => <bdi>{name}</bdi> },
      {
        id: 'length',
        header: t('names.length'),
        width: '88px',
        align: 'end',
        from: 'tablet',
        cell: ({ durationSeconds }) =>
          t('names.seconds', { value: format.number(Math.round(durationSeconds * 10) / 10) }),
      },
      {
        id: 'recorded',
        header: t('names.recorded'),
        width: '140px',
        from: 'tablet',
        cell: ({ recordedAt }) => <RelativeTime at={recordedAt} />,
      },
      {
        id: 'actions',
        header: t('names.actions'),
        width: '100px',
        align: 'end',
        cell: (one) => {
          const heard = playing === one.audio;
          return (
            <Group gap={4} justify="flex-end" wrap="nowrap">
              <ActionIcon
                variant="default"
                aria-label={t(heard ? 'names.stopOf' : 'names.listenTo', { name: isolate(one.name) })}
                onClick={() => (heard ? stop() : play(one.audio))}
              >
                {heard ? <IconPlayerStop size={16} aria-hidden /> : <IconPlayerPlay size={16} aria-hidden />}
              </ActionIcon>
              <ActionIcon
                variant="subtle"
                color="gray"
                aria-label={t('names.deleteOf', { name: isolate(one.name) })}
                onClick={() => setLeaving(one)}
              >
                <IconTrash size={16} aria-hidden />
              </ActionIcon>
            </Group>
          );
        },
      },
    ],
    // eslint-disable-next-line react-hooks/exhaustive-deps -- playing and stopping are what the sound's state says
    [t, format, playing],
  );
  return (
    <Section title={t('names.title')} count={voice.names}>
      {names.isError ? (
        <LoadError what={t('names.title')} error={names.error} retry={() => void names.refetch()} />
      ) : voice.names === 0 ? (
        <p className={classes.hint}>{t('names.none')}</p>
      ) : (
        <>
          {(voice.names > 10 || query !== '') && (
            <TextInput
              aria-label={t('names.search')}
              placeholder={t('names.search')}
              dir="auto"
              mb="sm"
              value={query}
              onChange={(event) => setQuery(event.currentTarget.value)}
            />
          )}
          <DataTable
            label={t('names.title')}
            rows={names.items}
            columns={columns}
            rowId={({ id }) => id}
            rowName={({ name }) => name}
            loading={names.isPending}
            stale={names.isPlaceholderData}
            more={names.more}
          />
        </>
      )}
      <ConfirmNamed
        opened={leaving !== undefined}
        title={t('names.deleteTitle', { name: isolate(leaving?.name ?? '') })}
        action={t('names.delete')}
        onClose={() => setLeaving(undefined)}
        onConfirm={() => leaving && remove.mutate(leaving)}
        pending={remove.isPending}
        error={remove.error}
      >
        {t('names.deleteText')}
      </ConfirmNamed>
    </Section>
  );
}
