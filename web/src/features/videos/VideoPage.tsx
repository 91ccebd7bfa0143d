import { Button, Menu, Skeleton, Stack } from '@mantine/core';
import { IconDots, IconDownload, IconEdit, IconTrash } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi, Link, useRouter } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { NotFound } from '@/app/NotFound';
import { customerChoicesQuery } from '@/lib/customers';
import { isolate } from '@/lib/format';
import { Problem } from '@/lib/problem';
import { useMay } from '@/lib/session';
import { useShortcut } from '@/lib/shortcuts';
import { ConfirmNamed } from '@/ui/ConfirmNamed';
import { LoadError } from '@/ui/LoadError';
import { PageHeader } from '@/ui/PageHeader';
import { StatePill } from '@/ui/StatePill';
import { say } from '@/ui/toast';
import { useFormat } from '@/ui/useFormat';
import { deleteVideo, listKey, videoKey, videoQuery, type Video } from './api';
import { VideoDialog } from './VideoDialog';
import { VideoFacts } from './VideoFacts';
import classes from './VideoPage.module.css';
import { VideoStage } from './VideoStage';
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
  const [deleting, setDeleting] = useState(false);
  const remove = useMutation({
    mutationFn: () => deleteVideo(video.id),
    onSuccess: async () => {
      router.history.push('/videos');
      say(t('delete.done', { title: isolate(video.title) }));
      queryClient.removeQueries({ queryKey: videoKey(video.id) });
      await queryClient.invalidateQueries({ queryKey: listKey });
    },
    meta: { showsProblem: true },
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
                <Menu.Item
                  leftSection={<IconTrash size={16} aria-hidden />}
                  onClick={() => setDeleting(true)}
                >
                  {t('delete.action')}
                </Menu.Item>
              </Menu.Dropdown>
            </Menu>
          </>
        }
      />
      <div className={classes.columns}>
        <div className={classes.main}>
          <VideoStage key={video.state} video={video} />
        </div>
        <div className={classes.side}>
          <VideoFacts video={video} />
        </div>
      </div>
      {editing && <VideoDialog video={video} onClose={() => setEditing(false)} />}
      <ConfirmNamed
        opened={deleting}
        onClose={() => setDeleting(false)}
        title={t('delete.title', { title: isolate(video.title) })}
        action={t('delete.action')}
        onConfirm={() => remove.mutate()}
        pending={remove.isPending}
        error={remove.error}
      >
        {t('delete.text')}
      </ConfirmNamed>
    </div>
  );
}

/** How far it is, how long, whose, for whom. */
function Headline({ video }: { video: Video }) {
  const { t } = useTranslation('videos');
  const format = useFormat();
  const maySeeCustomers = useMay('customers:read');
  const customers = useQuery({ ...customerChoicesQuery, enabled: maySeeCustomers });
  const customer = customers.data?.find(({ id }) => id === video.customerId);
  return (
    <div className={classes.headline}>
      <StatePill tone={stateTones[video.state]}>{t(`state.${video.state}`)}</StatePill>
      {customer && (
        <Link to="/customers/$customerId" params={{ customerId: customer.id }}>
          <bdi>{customer.name}</bdi>
        </Link>
      )}
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
