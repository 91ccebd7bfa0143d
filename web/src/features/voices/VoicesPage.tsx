import { Button } from '@mantine/core';
import { getRouteApi } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { usePages } from '@/lib/pages';
import type { Voice } from '@/lib/voices';
import { DataTable, type Column } from '@/ui/DataTable';
import { EmptyState } from '@/ui/EmptyState';
import { LoadError } from '@/ui/LoadError';
import { PageHeader } from '@/ui/PageHeader';
import { StatePill } from '@/ui/StatePill';
import { useFormat } from '@/ui/useFormat';
import { voicesQuery } from './api';
import { NewVoiceDialog } from './NewVoiceDialog';

const route = getRouteApi('/shell/videos/voices');

/** Whose voice speaks the names in personal videos. */
export function VoicesPage() {
  const { t } = useTranslation('voices');
  const { open } = route.useSearch();
  const navigate = route.useNavigate();
  const voices = usePages(voicesQuery);
  const columns = useColumns();
  const setOpen = (value: string | undefined) => void navigate({ search: { open: value }, replace: true });
  const add = <Button onClick={() => setOpen('new')}>{t('new.action')}</Button>;
  return (
    <>
      <PageHeader title={t('title')} about={t('about')} actions={add} />
      {voices.isError ? (
        <LoadError what={t('title')} error={voices.error} retry={() => void voices.refetch()} />
      ) : !voices.isPending && voices.items.length === 0 ? (
        <EmptyState title={t('empty')} text={t('emptyText')}>
          {add}
        </EmptyState>
      ) : (
        <DataTable
          label={t('title')}
          rows={voices.items}
          columns={columns}
          rowId={({ id }) => id}
          rowName={({ name }) => name}
          href={({ id }) => `/videos/voices/${id}`}
          loading={voices.isPending}
          more={voices.more}
          summary={t('count', { count: voices.items.length })}
        />
      )}
      {open === 'new' && <NewVoiceDialog onClose={() => setOpen(undefined)} />}
    </>
  );
}

function useColumns(): Column<Voice>[] {
  const { t } = useTranslation('voices');
  const format = useFormat();
  return useMemo(
    () => [
      { id: 'name', header: t('field.name'), cell: ({ name }) => <bdi>{name}</bdi> },
      { id: 'kind', header: t('kindLabel'), from: 'tablet', cell: ({ kind }) => t(`kind.${kind}`) },
      {
        id: 'names',
        header: t('names.title'),
        width: '132px',
        align: 'end',
        cell: ({ names }) => format.number(names),
      },
      {
        id: 'videos',
        header: t('videos'),
        width: '100px',
        align: 'end',
        from: 'desktop',
        cell: ({ videos }) => format.number(videos),
      },
      {
        id: 'state',
        header: t('state.title'),
        width: '150px',
        cell: (voice) => <VoiceState voice={voice} />,
      },
    ],
    [t, format],
  );
}

/** What there is to know of it at a glance. */
export function VoiceState({ voice }: { voice: Voice }) {
  const { t } = useTranslation('voices');
  if (voice.trouble) return <StatePill tone="risk">{t('state.trouble')}</StatePill>;
  if (voice.kind !== 'recorded' && !voice.serviceVoice)
    return <StatePill tone="watch">{t('state.unfinished')}</StatePill>;
  return <StatePill tone="good">{t(voice.isDefault ? 'state.default' : 'state.there')}</StatePill>;
}
