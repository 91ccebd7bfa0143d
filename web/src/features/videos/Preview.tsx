import { Alert, Button, Stack, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { problemText } from '@/ui/problems';
import { Section } from '@/ui/Section';
import { personalQuery, previewPersonal, type Video } from './api';
import { Notes } from './Notes';
import { Player } from './Player';
import { Progress } from './Progress';
import classes from './PersonalPage.module.css';
import { failureText } from './wording';

interface Props {
  video: Video;
  /** What the points ask for. */
  columns: readonly string[];
  values: Readonly<Record<string, string>>;
  onValues: (values: Record<string, string>) => void;
  /** Whether there is something to be seen. */
  ready: boolean;
  /** Keeps what is not kept yet: only that can be shown. */
  save?: () => Promise<unknown>;
}

/** The video as one person would see it, made before any other. */
export function Preview({ video, columns, values, onValues, ready, save }: Props) {
  const { t } = useTranslation('videos');
  const [shown, setShown] = useState<string>();
  const make = useMutation({
    mutationFn: async () => {
      await save?.();
      return previewPersonal(video.id, { ...values });
    },
    onSuccess: ({ id }) => setShown(id),
    meta: { showsProblem: true },
  });
  return (
    <Section title={t('preview.title')}>
      <Stack gap="sm">
        {columns.map((column) => (
          <TextInput
            key={column}
            label={<bdi>{column}</bdi>}
            dir="auto"
            maxLength={500}
            value={values[column] ?? ''}
            onChange={(event) => onValues({ ...values, [column]: event.currentTarget.value })}
          />
        ))}
        <div>
          <Button variant="default" disabled={!ready} loading={make.isPending} onClick={() => make.mutate()}>
            {save ? t('preview.saveAndShow') : t('preview.show')}
          </Button>
        </div>
        {make.isError && (
          <Alert color="red" role="alert">
            {problemText(make.error)}
          </Alert>
        )}
        {shown !== undefined && <Shown key={shown} video={video} id={shown} />}
      </Stack>
    </Section>
  );
}

function Shown({ video, id }: { video: Video; id: string }) {
  const { t } = useTranslation('videos');
  const queryClient = useQueryClient();
  const personal = useQuery(personalQuery(video.id, id));
  if (personal.isPending) return null;
  if (personal.isError) {
    return (
      <Alert color="red" role="alert">
        {problemText(personal.error)}
      </Alert>
    );
  }
  const { state, playback, poster, error, notes, spoken } = personal.data;
  if (state === 'failed' || state === 'cancelled') {
    return (
      <Alert color="red" role="alert">
        {error ? failureText(error) : t(`people.state.${state}`)}
      </Alert>
    );
  }
  if (state !== 'ready') {
    return (
      <div role="status">
        <Progress label={t('preview.making')} work={personal.data} />
        {error && <p className={classes.hint}>{failureText(error)}</p>}
      </div>
    );
  }
  const { width, height } = video;
  return (
    <>
      <Player
        video={{ title: t('preview.title'), playback, poster: poster ?? video.poster, width, height }}
        renew={async () =>
          (await queryClient.query({ ...personalQuery(video.id, id), staleTime: 0 })).playback
        }
      />
      <Notes {...{ notes, spoken }} />
    </>
  );
}
