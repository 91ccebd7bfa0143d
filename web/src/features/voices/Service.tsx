import { Alert, Button, Group, Select, Stack } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { voicesKey, type Voice } from '@/lib/voices';
import { Facts } from '@/ui/Facts';
import { problemText } from '@/ui/problems';
import { Section } from '@/ui/Section';
import { useFormat } from '@/ui/useFormat';
import { changeVoice, choicesQuery } from './api';
import { CloneDialog } from './CloneDialog';
import classes from './VoicePage.module.css';

interface Props {
  voice: Voice;
  mayChange: boolean;
  cloning: boolean;
  onClone: (wanted: boolean) => void;
}

/** Who says the names that were not recorded. */
export function Service({ voice, mayChange, cloning, onClone }: Props) {
  const { t } = useTranslation('voices');
  const format = useFormat();
  const { consent } = voice;
  const choosing = voice.kind === 'elevenlabs' && mayChange;
  return (
    <Section title={t(`kind.${voice.kind}`)}>
      <Stack gap="sm">
        {!choosing && (
          <Facts
            facts={[
              [t('field.url'), voice.url && <bdi dir="ltr">{voice.url}</bdi>],
              [t('field.model'), voice.model && <bdi dir="ltr">{voice.model}</bdi>],
              [
                t('field.serviceVoice'),
                voice.serviceVoice && <bdi>{voice.serviceVoiceName ?? voice.serviceVoice}</bdi>,
              ],
            ]}
          />
        )}
        {choosing && (
          <>
            <Chooser voice={voice} />
            <Group gap="xs">
              <Button variant="default" onClick={() => onClone(true)}>
                {t('clone.action')}
              </Button>
            </Group>
          </>
        )}
        {consent && (
          <div>
            <p className={classes.hint}>
              {t(consent.recordedBy ? 'consent.givenTo' : 'consent.given', {
                speaker: consent.speaker,
                at: format.moment(consent.agreedAt),
                by: consent.recordedBy,
              })}
            </p>
            <blockquote className={classes.words} dir="auto">
              {consent.words}
            </blockquote>
          </div>
        )}
      </Stack>
      {cloning && mayChange && <CloneDialog voice={voice} onClose={() => onClone(false)} />}
    </Section>
  );
}

function Chooser({ voice }: { voice: Voice }) {
  const { t } = useTranslation('voices');
  const queryClient = useQueryClient();
  const choices = useQuery(choicesQuery(voice.id));
  const choose = useMutation({
    mutationFn: (serviceVoice: string) => changeVoice(voice.id, { serviceVoice }),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: voicesKey }),
    meta: { showsProblem: true },
  });
  const problem = choose.error ?? choices.error;
  return (
    <>
      <Select
        label={t('choose.label')}
        placeholder={choices.isPending ? t('loading') : t('choose.placeholder')}
        data={(choices.data ?? []).map(({ id, name }) => ({ value: id, label: name }))}
        searchable
        nothingFoundMessage={t('choose.none')}
        disabled={!choices.isSuccess || choose.isPending}
        value={voice.serviceVoice}
        onChange={(value) => value !== null && choose.mutate(value)}
      />
      {problem && (
        <Alert color="red" role="alert">
          {problemText(problem)}
        </Alert>
      )}
    </>
  );
}
