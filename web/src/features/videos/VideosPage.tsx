import { Button, Skeleton } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { customerChoicesQuery } from '@/lib/customers';
import { isFiltered } from '@/lib/filters';
import { usePages } from '@/lib/pages';
import { useMay } from '@/lib/session';
import { EmptyState } from '@/ui/EmptyState';
import { ChoiceFilter, FilterBar, SearchFilter } from '@/ui/FilterBar';
import { LinkButton } from '@/ui/LinkButton';
import { LoadError } from '@/ui/LoadError';
import { PageHeader } from '@/ui/PageHeader';
import { listKey, tagsQuery, videosQuery, videoStates } from './api';
import { UploadDialog } from './UploadDialog';
import { UploadList } from './UploadList';
import { VideoCard } from './VideoCard';
import { useCardKeys } from './useCardKeys';
import classes from './VideosPage.module.css';

const route = getRouteApi('/shell/videos');

/** Every video one may see, with whom it is for and how it is watched. */
export function VideosPage() {
  const { t } = useTranslation('videos');
  const { open, ...search } = route.useSearch();
  const navigate = route.useNavigate();
  const queryClient = useQueryClient();
  const maySeeCustomers = useMay('customers:read');
  const videos = usePages(videosQuery(search));
  const customers = useQuery({ ...customerChoicesQuery, enabled: maySeeCustomers });
  const tags = useQuery(tagsQuery);
  const cards = useCardKeys();
  const change = (part: Partial<typeof search & { open?: string }>) =>
    void navigate({ search: (now) => ({ ...now, ...part }), replace: true, resetScroll: false });
  const refresh = () => void queryClient.invalidateQueries({ queryKey: listKey });
  const filtered = isFiltered(search);
  const upload = <Button onClick={() => change({ open: 'upload' })}>{t('upload.action')}</Button>;
  return (
    <>
      <PageHeader
        title={t('title')}
        about={
          <Link to="/help/$guide" params={{ guide: 'videos' }}>
            {t('guide')}
          </Link>
        }
        actions={
          <>
            <LinkButton variant="default" to="/videos/voices">
              {t('voices')}
            </LinkButton>
            {upload}
          </>
        }
      />
      <UploadList onVideo={refresh} />
      <FilterBar
        onClear={
          filtered
            ? () => change({ query: undefined, customer: undefined, tag: undefined, state: undefined })
            : undefined
        }
      >
        <SearchFilter label={t('search')} value={search.query} onChange={(query) => change({ query })} />
        {maySeeCustomers && (
          <ChoiceFilter
            label={t('customer')}
            value={search.customer}
            onChange={(customer) => change({ customer })}
            options={(customers.data ?? []).map(({ id, name }) => ({ value: id, label: name }))}
            searchable
          />
        )}
        <ChoiceFilter
          label={t('tag')}
          value={search.tag}
          onChange={(tag) => change({ tag })}
          options={choices(tags.data, search.tag)}
          searchable
        />
        <ChoiceFilter
          label={t('stateLabel')}
          value={search.state}
          onChange={(state) => change({ state })}
          options={videoStates.map((value) => ({ value, label: t(`state.${value}`) }))}
        />
      </FilterBar>
      {videos.isError ? (
        <LoadError what={t('title')} error={videos.error} retry={() => void videos.refetch()} />
      ) : videos.isPending ? (
        <CardsSkeleton />
      ) : videos.items.length === 0 ? (
        filtered ? (
          <EmptyState title={t('noneFound')} text={t('noneFoundText')} />
        ) : (
          <EmptyState title={t('empty')} text={t('emptyText')}>
            {upload}
          </EmptyState>
        )
      ) : (
        <>
          <ul
            ref={cards}
            className={classes.grid}
            aria-label={t('title')}
            data-stale={videos.isPlaceholderData || undefined}
          >
            {videos.items.map((video) => (
              <VideoCard key={video.id} video={video} onTag={(tag) => change({ tag })} />
            ))}
          </ul>
          <div className={classes.foot}>
            <span role="status">{t('count', { count: videos.total ?? videos.items.length })}</span>
            {videos.more && (
              <Button
                variant="default"
                size="compact-sm"
                onClick={videos.more.load}
                loading={videos.more.loading}
              >
                {t('more')}
              </Button>
            )}
          </div>
        </>
      )}
      <UploadDialog
        opened={open === 'upload'}
        onClose={() => change({ open: undefined })}
        onVideo={refresh}
        customer={search.customer}
      />
    </>
  );
}

/** The tags there are; an address may still name one that no video has any more. */
function choices(tags: readonly { tag: string; videos: number }[] = [], chosen: string | undefined) {
  const known = tags.map(({ tag, videos }) => ({ value: tag, label: `${tag} (${videos})` }));
  return chosen === undefined || tags.some(({ tag }) => tag === chosen)
    ? known
    : [...known, { value: chosen, label: chosen }];
}

function CardsSkeleton() {
  const { t } = useTranslation('videos');
  return (
    <div className={classes.grid} role="status" aria-label={t('loading')}>
      {Array.from({ length: 8 }, (_, index) => (
        <div key={index}>
          <Skeleton className={classes.ghost} />
          <Skeleton h={14} w="70%" mt="sm" />
          <Skeleton h={12} w="45%" mt="xs" />
        </div>
      ))}
    </div>
  );
}
