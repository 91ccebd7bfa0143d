import { Alert, Button, Checkbox, Group, Text, Textarea, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMe } from '@/lib/session';
import { voicesKey, type Voice } from '@/lib/voices';
import { FileDrop } from '@/ui/FileDrop';
import { FormDialog } from '@/ui/FormDialog';
import { cloneVoice } from './api';
import { useMicrophone } from './useMicrophone';

const largest = 10 * 1024 * 1024;
const mostSeconds = 180;

/** Has ElevenLabs imitate somebody: only with the person's own agreement, word for word. */
export function CloneDialog({ voice, onClose }: { voice: Voice; onClose: () => void }) {
  const { t } = useTranslation('voices');
  const me = useMe();
  const queryClient = useQueryClient();
  const [speaker, setSpeaker] = useState('');
  const [words, setWords] = useState(t('clone.usualWords', { organisation: me.organization.name }));
  const [agreed, setAgreed] = useState(false);
  const [sample, setSample] = useState<Blob>();
  const microphone = useMicrophone(setSample, mostSeconds);
  const recording = microphone.state === 'recording';
  const clone = useMutation({
    mutationFn: async () => {
      if (sample) await cloneVoice(voice.id, { speaker: speaker.trim(), words: words.trim(), sample });
    },
    onSuccess: async () => {
      await queryClient.invalidateQueries({ queryKey: voicesKey });
      onClose();
    },
    meta: { showsProblem: true },
  });
  return (
    <FormDialog
      title={t('clone.action')}
      action={t('clone.make')}
      ready={agreed && sample !== undefined && !recording}
      save={clone}
      onClose={onClose}
    >
      <Text size="sm">{t('clone.about')}</Text>
      <TextInput
        label={t('clone.speaker')}
        required
        withAsterisk={false}
        maxLength={100}
        dir="auto"
        data-autofocus
        value={speaker}
        onChange={(event) => setSpeaker(event.currentTarget.value)}
      />
      <Textarea
        label={t('clone.words')}
        description={t('clone.wordsAbout')}
        required
        withAsterisk={false}
        autosize
        minRows={3}
        maxLength={2000}
        dir="auto"
        value={words}
        onChange={(event) => {
          setWords(event.currentTarget.value);
          setAgreed(false); // what was agreed to was worded otherwise
        }}
      />
      <Checkbox
        label={t('clone.agreed', { speaker: speaker.trim() || t('clone.thisPerson') })}
        checked={agreed}
        onChange={(event) => setAgreed(event.currentTarget.checked)}
      />
      <div>
        <Text size="sm" fw={500} mb={4}>
          {t('clone.sample')}
        </Text>
        <Group gap="xs" mb="xs">
          <Button
            variant="default"
            color={recording ? 'red' : undefined}
            aria-pressed={recording}
            onClick={() => (recording ? microphone.stop() : void microphone.start())}
          >
            {recording ? t('clone.stop') : t('clone.record')}
          </Button>
          <Text size="sm" role="status">
            {recording ? t('record.recording') : sample ? t('clone.there') : t('clone.sampleAbout')}
          </Text>
        </Group>
        <FileDrop
          label={t('clone.file')}
          hint={t('clone.fileAbout')}
          accept="audio/*"
          maxBytes={largest}
          file={sample instanceof File ? sample : undefined}
          onFile={setSample}
        />
      </div>
      {(microphone.state === 'refused' || microphone.state === 'missing') && (
        <Alert color="red" role="alert">
          {t(`record.microphone.${microphone.state}`)}
        </Alert>
      )}
    </FormDialog>
  );
}
