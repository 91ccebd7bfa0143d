import { Alert, Button, Stack, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState, type SyntheticEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { spokenBy } from '@/lib/spoken';
import type { Voice } from '@/lib/voices';
import { problemText } from '@/ui/problems';
import { Section } from '@/ui/Section';
import { say, voiceKey } from './api';
import { useSound } from './useSound';
import classes from './VoicePage.module.css';

/** Any words, as they would be heard in a video, and who says them. */
export function TryOut({ voice }: { voice: Voice }) {
  const { t } = useTranslation('voices');
  const queryClient = useQueryClient();
  const { play } = useSound();
  const [text, setText] = useState('');
  const [address, setAddress] = useState<string>();
  const speak = useMutation({
    mutationFn: () => say(voice.id, text.trim()),
    onSuccess: ({ sound }) => {
      const made = URL.createObjectURL(sound);
      setAddress(made);
      play(made);
    },
    // What went wrong with a service, or no longer does, is said on the voice itself.
    onSettled: () => queryClient.invalidateQueries({ queryKey: voiceKey(voice.id), exact: true }),
    meta: { showsProblem: true },
  });
  useEffect(
    () => () => {
      if (address) URL.revokeObjectURL(address);
    },
    [address],
  );
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    speak.mutate();
  };
  return (
    <Section title={t('try.title')}>
      <form onSubmit={submit}>
        <Stack gap="sm">
          <TextInput
            label={t('try.words')}
            description={t('try.wordsAbout')}
            maxLength={300}
            dir="auto"
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
          />
          <div>
            <Button type="submit" variant="default" loading={speak.isPending} disabled={!text.trim()}>
              {t('try.action')}
            </Button>
          </div>
          <p className={classes.hint} role="status">
            {speak.isSuccess && spokenBy(speak.data.by, voice.name)}
          </p>
          {speak.isError && (
            <Alert color="red" role="alert">
              {problemText(speak.error)}
            </Alert>
          )}
        </Stack>
      </form>
    </Section>
  );
}
