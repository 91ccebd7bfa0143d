import { Skeleton } from '@mantine/core';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { usePages } from '@/lib/pages';
import { DataTable, type Column } from '@/ui/DataTable';
import { SearchFilter } from '@/ui/FilterBar';
import { LoadError } from '@/ui/LoadError';
import { RelativeTime } from '@/ui/RelativeTime';
import { Section } from '@/ui/Section';
import { useFormat } from '@/ui/useFormat';
import { viewersQuery, type Viewer } from './api';
import { Completion } from './Completion';
import classes from './Watched.module.css';
import { useSpan } from './wording';

/** So few are found by looking. */
const few = 10;

const idOf = ({ id }: Viewer) => id;

/** Everybody who watched, those with a link of their own first. */
export function Viewers({ videoId, total }: { videoId: string; total: number }) {
  const { t } = useTranslation('videos');
  const [query, setQuery] = useState<string>();
  const viewers = usePages(viewersQuery(videoId, query));
  const columns = useColumns();
  return (
    <Section
      title={t('viewers.title')}
      count={total}
      action={total > few && <SearchFilter label={t('viewers.search')} value={query} onChange={setQuery} />}
    >
      {viewers.isPending ? (
        <Skeleton h={64} aria-label={t('loading')} />
      ) : viewers.isError ? (
        <LoadError what={t('viewers.title')} error={viewers.error} retry={() => void viewers.refetch()} />
      ) : viewers.items.length === 0 ? (
        <p className={classes.none}>{query ? t('viewers.noneFound') : t('viewers.none')}</p>
      ) : (
        <DataTable
          label={t('viewers.title')}
          rows={viewers.items}
          columns={columns}
          rowId={idOf}
          rowName={({ name, email }) => name ?? email ?? t('viewers.unknown')}
          stale={viewers.isPlaceholderData}
          more={viewers.more}
        />
      )}
    </Section>
  );
}

function useColumns(): Column<Viewer>[] {
  const { t } = useTranslation('videos');
  const format = useFormat();
  const span = useSpan();
  return useMemo(
    () => [
      {
        id: 'who',
        header: t('viewers.who'),
        cell: ({ name, email }) => (
          <bdi title={email ?? undefined}>{name ?? email ?? t('viewers.unknown')}</bdi>
        ),
      },
      {
        id: 'share',
        header: t('viewers.share'),
        width: '168px',
        cell: ({ share }) => <Completion rate={share} />,
      },
      {
        id: 'views',
        header: t('metric.views'),
        width: '76px',
        align: 'end',
        from: 'tablet',
        cell: ({ views }) => format.number(views),
      },
      {
        id: 'time',
        header: t('metric.watchSeconds'),
        width: '100px',
        align: 'end',
        from: 'tablet',
        cell: ({ watchSeconds }) => span(watchSeconds),
      },
      {
        id: 'clicks',
        header: t('metric.ctaClicks'),
        width: '72px',
        align: 'end',
        from: 'desktop',
        cell: ({ ctaClicks }) => format.number(ctaClicks),
      },
      {
        id: 'last',
        header: t('viewers.last'),
        width: '132px',
        from: 'tablet',
        cell: ({ lastSeenAt }) => <RelativeTime at={lastSeenAt} />,
      },
    ],
    [t, format, span],
  );
}
