import { Alert, Button, Group, Skeleton } from '@mantine/core';
import { IconPlayerPause, IconPlayerPlay } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi, Link, useBlocker, useRouter } from '@tanstack/react-router';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { NotFound } from '@/app/NotFound';
import { Problem } from '@/lib/problem';
import { useShortcut } from '@/lib/shortcuts';
import { EmptyState } from '@/ui/EmptyState';
import { LoadError } from '@/ui/LoadError';
import { PageHeader } from '@/ui/PageHeader';
import { problemText } from '@/ui/problems';
import { Saved } from '@/ui/Saved';
import { Section } from '@/ui/Section';
import { savePoints, videoKey, videoQuery, waveformQuery, type Video } from './api';
import { People } from './People';
import classes from './PersonalPage.module.css';
import { Picture } from './Picture';
import { PointForm } from './PointForm';
import { columnsOf, dressed, drafts, freshPoint, mistakes, type Draft, type Look } from './points';
import { Preview } from './Preview';
import { Progress } from './Progress';
import { Timeline } from './Timeline';
import { VoiceChoice } from './VoiceChoice';

const route = getRouteApi('/shell/videos/$videoId/personal');

/** Where a video becomes each viewer's own, a look at how that will be, and the people it is made for. */
export function PersonalPage() {
  const { t } = useTranslation('videos');
  const { videoId } = route.useParams();
  const video = useQuery(videoQuery(videoId));
  if (video.isPending) return <Skeleton h={360} role="status" aria-label={t('loading')} />;
  if (video.isError) {
    if (video.error instanceof Problem && [400, 404].includes(video.error.status)) return <NotFound />;
    return <LoadError what={t('video')} error={video.error} retry={() => void video.refetch()} />;
  }
  return <Editor key={`${videoId} ${video.data.state}`} video={video.data} />;
}

/** How a browser says that it does not play. */
const unplayed = new Set(['NotAllowedError', 'NotSupportedError', 'AbortError']);

/** What people are most often told apart by, offered before anybody has typed a column. */
const commonColumns = ['first_name', 'company'];

function Editor({ video }: { video: Video }) {
  const { t } = useTranslation('videos');
  const router = useRouter();
  const queryClient = useQueryClient();
  const sound = useQuery(waveformQuery(video.id, video.waveform));
  const duration = video.durationSeconds ?? 0;
  const [points, setPoints] = useState(() => drafts(video.points ?? []));
  const [saved, setSaved] = useState(points);
  const [chosen, setChosen] = useState(points[0]?.id);
  const [now, setNow] = useState(0);
  const [playing, setPlaying] = useState(false);
  const media = useRef<HTMLVideoElement>(null);
  const [values, setValues] = useState<Record<string, string>>({});
  const changed = points !== saved;
  const wrong = mistakes(points, duration);
  const columns = [...new Set([...columnsOf(points), ...commonColumns])];
  const point = points.find(({ id }) => id === chosen);
  useShortcut({
    keys: 'Escape',
    label: t('points.back'),
    group: 'page',
    run: () => router.history.push(`/videos/${video.id}`),
  });
  useBlocker({
    shouldBlockFn: () => changed && !window.confirm(t('points.leave')),
    enableBeforeUnload: changed,
  });
  const save = useMutation({
    mutationFn: () => savePoints(video.id, points),
    onSuccess: async () => {
      setSaved(points);
      await queryClient.invalidateQueries({ queryKey: videoKey(video.id), exact: true });
    },
    meta: { showsProblem: true },
  });
  const change = (next: Draft) => setPoints((all) => all.map((one) => (one.id === next.id ? next : one)));
  const add = (look: Look) => {
    const fresh = dressed(freshPoint(look === 'speech' ? 'speech' : 'overlay', now, points, duration), look);
    setPoints([...points, fresh]);
    setChosen(fresh.id);
  };
  const seek = (seconds: number) => {
    setNow(seconds);
    if (media.current) media.current.currentTime = seconds;
  };
  const choose = (id: string) => {
    if (id === chosen) return;
    setChosen(id);
    const next = points.find((one) => one.id === id);
    if (next && (now < next.from || now >= next.to)) seek(next.from);
  };
  const play = () => {
    if (playing) media.current?.pause();
    else
      void media.current?.play().catch((error: unknown) => {
        // It could not be loaded or was stopped before it began, as one sees, or the browser wants another click.
        if (!(error instanceof DOMException && unplayed.has(error.name))) throw error;
      });
  };
  const remove = (id: string) => {
    setPoints(points.filter((one) => one.id !== id));
    setChosen(points.find((one) => one.id !== id)?.id);
  };
  return (
    <div className={classes.page}>
      <PageHeader
        title={t('points.title')}
        about={
          <Link to="/videos/$videoId" params={{ videoId: video.id }}>
            <bdi>{video.title}</bdi>
          </Link>
        }
        actions={
          <>
            <Saved when={save.isSuccess && !changed} />
            <Button
              onClick={() => save.mutate()}
              loading={save.isPending}
              disabled={!changed || wrong.size > 0}
            >
              {t('save')}
            </Button>
          </>
        }
      />
      {video.state !== 'ready' || duration === 0 ? (
        <EmptyState title={t('points.notReady')} text={t('points.notReadyAbout')} />
      ) : (
        <>
          {save.isError && (
            <Alert color="red" role="alert" mb="md">
              {problemText(save.error)}
            </Alert>
          )}
          {video.adjusting && (
            <div role="status" className={classes.adjusting}>
              <Progress label={t('points.adjusting')} work={video.adjusting} />
            </div>
          )}
          <div className={classes.columns}>
            <div className={classes.main}>
              <Picture
                {...{ video, points, now, chosen, values, media }}
                onChange={change}
                onTime={setNow}
                onPlaying={setPlaying}
              />
              <Timeline
                {...{ points, wrong, duration, now, chosen }}
                sound={sound.data}
                onChoose={choose}
                onChange={change}
                onSeek={seek}
              />
              <Group gap="xs">
                <Button
                  variant="default"
                  onClick={play}
                  leftSection={
                    playing ? (
                      <IconPlayerPause size={16} aria-hidden />
                    ) : (
                      <IconPlayerPlay size={16} aria-hidden />
                    )
                  }
                >
                  {playing ? t('pause') : t('play')}
                </Button>
                <Button variant="default" onClick={() => add('text')}>
                  {t('points.add.text')}
                </Button>
                <Button variant="default" onClick={() => add('image')}>
                  {t('points.add.image')}
                </Button>
                <Button variant="default" onClick={() => add('speech')}>
                  {t('points.add.speech')}
                </Button>
                <span className={classes.hint}>{t('points.hint')}</span>
              </Group>
            </div>
            <div className={classes.side}>
              <Section title={t('points.one')}>
                {point ? (
                  <PointForm
                    key={point.id}
                    videoId={video.id}
                    point={point}
                    wrong={wrong.get(point.id) ?? []}
                    duration={duration}
                    columns={columns}
                    onChange={change}
                    onRemove={() => remove(point.id)}
                  />
                ) : (
                  <p className={classes.none}>{t('points.none')}</p>
                )}
              </Section>
              {points.some(({ kind }) => kind === 'speech') && <VoiceChoice video={video} />}
              <Preview
                video={video}
                columns={columnsOf(points)}
                values={values}
                onValues={setValues}
                ready={points.length > 0 && wrong.size === 0}
                save={changed ? () => save.mutateAsync() : undefined}
              />
            </div>
          </div>
          <People video={video} columns={columnsOf(saved)} />
        </>
      )}
    </div>
  );
}
