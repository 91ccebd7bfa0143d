import { Button, Menu, Skeleton, Stack } from '@mantine/core';
import { IconDots, IconDownload, IconEdit, IconTrash } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi, Link, useRouter } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { NotFound } from '@/app/NotFound';
import { isolate } from '@/lib/format';
import { Problem } from '@/lib/problem';
import { useMay } from '@/lib/session';
import { useShortcut } from '@/lib/shortcuts';
import { LinkButton } from '@/ui/LinkButton';
import { LoadError } from '@/ui/LoadError';
import { PageHeader } from '@/ui/PageHeader';
import { StatePill } from '@/ui/StatePill';
import { offerUndo } from '@/ui/toast';
import { useFormat } from '@/ui/useFormat';
import { deleteVideo, listKey, restoreVideo, videoKey, videoQuery, type Video } from './api';
import { Shares } from './Shares';
import { VideoDialog } from './VideoDialog';
import { VideoFacts } from './VideoFacts';
import classes from './VideoPage.module.css';
import { VideoStage } from './VideoStage';
import { Watched } from './Watched';
import { clock, stateTones } from './wording';

const route = getRouteApi('/shell/videos/$videoId');

/** One video: what it shows, who may watch it, who did, and what of it they watched. */
export function VideoPage() {
  const { t } = useTranslation('videos');
  const { videoId } = route.useParams();
  const video = useQuery(videoQuery(videoId));
  if (video.isPending) return <VideoSkeleton />;
  if (video.isError) {
    if (video.error instanceof Problem && [400, 404].includes(video.error.status)) return <NotFound />;
    return <LoadError what={t('video')} error={video.error} retry={() => void video.refetch()} />;
  }
  return <Loaded key={videoId} video={video.data} />;
}

function Loaded({ video }: { video: Video }) {
  const { t } = useTranslation('videos');
  const router = useRouter();
  const queryClient = useQueryClient();
  const [editing, setEditing] = useState(false);
  const remove = useMutation({
    mutationFn: () => deleteVideo(video.id),
    onSuccess: async () => {
      router.history.push('/videos');
      const refresh = () => queryClient.invalidateQueries({ queryKey: listKey });
      offerUndo(t('deleted', { title: isolate(video.title) }), async () => {
        await restoreVideo(video.id);
        await refresh();
      });
      queryClient.removeQueries({ queryKey: videoKey(video.id) });
      await refresh();
    },
  });
  useShortcut({
    keys: 'Escape',
    label: t('back'),
    group: 'page',
    run: () => router.history.push('/videos'),
  });
  useShortcut({ keys: 'e', label: t('edit.action'), group: 'page', run: () => setEditing(true) });
  const mp4 = video.state === 'ready' ? video.playback?.mp4 : undefined;
  return (
    <div className={classes.page}>
      <PageHeader
        title={video.title}
        heading={<bdi>{video.title}</bdi>}
        about={<Headline video={video} />}
        actions={
          <>
            <Menu position="bottom-end">
              <Menu.Target>
                <Button variant="default" px={9} aria-label={t('moreActions')}>
                  <IconDots size={18} aria-hidden />
                </Button>
              </Menu.Target>
              <Menu.Dropdown>
                <Menu.Item leftSection={<IconEdit size={16} aria-hidden />} onClick={() => setEditing(true)}>
                  {t('edit.action')}
                </Menu.Item>
                {mp4 && (
                  <Menu.Item
                    component="a"
                    href={mp4}
                    download={`${video.title}.mp4`}
                    leftSection={<IconDownload size={16} aria-hidden />}
                  >
                    {t('download')}
                  </Menu.Item>
                )}
                <Menu.Item leftSection={<IconTrash size={16} aria-hidden />} onClick={() => remove.mutate()}>
                  {t('delete')}
                </Menu.Item>
              </Menu.Dropdown>
            </Menu>
            {video.state === 'ready' && video.origin !== 'loom' && (
              <LinkButton variant="default" to="/videos/$videoId/personal" params={{ videoId: video.id }}>
                {t('personalize')}
              </LinkButton>
            )}
          </>
        }
      />
      <div className={classes.columns}>
        <div className={classes.main}>
          <VideoStage key={video.state} video={video} />
          {video.state === 'ready' && <Watched videoId={video.id} />}
        </div>
        <div className={classes.side}>
          {video.state !== 'failed' && <Shares video={video} />}
          <VideoFacts video={video} />
        </div>
      </div>
      {editing && <VideoDialog video={video} onClose={() => setEditing(false)} />}
    </div>
  );
}

/** How far it is, how long, whose, for whom. */
function Headline({ video }: { video: Video }) {
  const { t } = useTranslation('videos');
  const format = useFormat();
  const maySeeCustomers = useMay('customers:read');
  return (
    <div className={classes.headline}>
      <StatePill tone={stateTones[video.state]}>{t(`state.${video.state}`)}</StatePill>
      {video.customer &&
        (maySeeCustomers ? (
          <Link to="/customers/$customerId" params={{ customerId: video.customer.id }}>
            <bdi>{video.customer.name}</bdi>
          </Link>
        ) : (
          <bdi>{video.customer.name}</bdi>
        ))}
      {video.durationSeconds !== null && <span>{clock(video.durationSeconds)}</span>}
      {video.owner && <bdi>{video.owner.name}</bdi>}
      <time dateTime={video.createdAt}>{format.day(video.createdAt)}</time>
    </div>
  );
}

function VideoSkeleton() {
  const { t } = useTranslation('videos');
  return (
    <div role="status" aria-label={t('loading')}>
      <Skeleton h={28} w={260} mb="xs" />
      <Skeleton h={16} w="40%" mb="xl" />
      <div className={classes.columns}>
        <Skeleton className={classes.ghost} />
        <Stack gap="sm">
          <Skeleton h={120} />
          <Skeleton h={90} />
        </Stack>
      </div>
    </div>
  );
}
