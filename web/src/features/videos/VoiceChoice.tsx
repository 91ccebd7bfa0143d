import { Alert, Group, Select, Stack } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { isolate } from '@/lib/format';
import { voiceChoicesQuery } from '@/lib/voices';
import { LinkButton } from '@/ui/LinkButton';
import { problemText } from '@/ui/problems';
import { Section } from '@/ui/Section';
import { changeVideo, videoKey, type Video } from './api';
import classes from './PersonalPage.module.css';

const usual = 'default';

/** Who speaks the names, kept as soon as it is chosen. */
export function VoiceChoice({ video }: { video: Video }) {
  const { t } = useTranslation('videos');
  const queryClient = useQueryClient();
  const voices = useQuery(voiceChoicesQuery);
  const all = voices.data ?? [];
  const standard = all.find(({ isDefault }) => isDefault);
  const choose = useMutation({
    mutationFn: (value: string) => changeVideo(video.id, { voiceId: value === usual ? null : value }),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: videoKey(video.id), exact: true }),
    meta: { showsProblem: true },
  });
  const speaking = all.find(({ id }) => id === video.voiceId) ?? standard;
  const problem = choose.error ?? voices.error;
  return (
    <Section title={t('speaker.title')}>
      <Stack gap="sm">
        <Select
          aria-label={t('speaker.title')}
          data={[
            {
              value: usual,
              label: standard ? t('speaker.usual', { name: isolate(standard.name) }) : t('speaker.usualNone'),
            },
            ...all.map(({ id, name }) => ({ value: id, label: name })),
          ]}
          allowDeselect={false}
          disabled={!voices.isSuccess || choose.isPending}
          value={video.voiceId ?? usual}
          onChange={(value) => value !== null && choose.mutate(value)}
        />
        <p className={classes.hint}>{t('speaker.about')}</p>
        {problem && (
          <Alert color="red" role="alert">
            {problemText(problem)}
          </Alert>
        )}
        <Group gap="xs">
          {speaking ? (
            <LinkButton
              variant="default"
              to="/videos/voices/$voiceId"
              params={{ voiceId: speaking.id }}
              search={{ video: video.id }}
            >
              {t('speaker.record')}
            </LinkButton>
          ) : (
            <LinkButton variant="default" to="/videos/voices" search={{ open: 'new' }}>
              {t('speaker.record')}
            </LinkButton>
          )}
          <LinkButton variant="subtle" to="/videos/voices">
            {t('speaker.manage')}
          </LinkButton>
        </Group>
      </Stack>
    </Section>
  );
}
