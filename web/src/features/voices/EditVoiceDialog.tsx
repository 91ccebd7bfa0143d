import { TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { voicesKey, type Voice } from '@/lib/voices';
import { FormDialog } from '@/ui/FormDialog';
import { changeVoice } from './api';
import { ServiceFields, type ServiceValues } from './ServiceFields';

/** The name, and what its service must be told. */
export function EditVoiceDialog({ voice, onClose }: { voice: Voice; onClose: () => void }) {
  const { t } = useTranslation('voices');
  const queryClient = useQueryClient();
  const [name, setName] = useState(voice.name);
  const [service, setService] = useState<ServiceValues>(
    voice.kind === 'openai'
      ? {
          url: voice.url ?? undefined,
          model: voice.model ?? undefined,
          serviceVoice: voice.serviceVoice ?? undefined,
        }
      : {},
  );
  const save = useMutation({
    mutationFn: () => changeVoice(voice.id, { name: name.trim(), ...service }),
    onSuccess: async () => {
      await queryClient.invalidateQueries({ queryKey: voicesKey });
      onClose();
    },
    meta: { showsProblem: true },
  });
  return (
    <FormDialog title={t('edit.title')} action={t('save')} ready={true} save={save} onClose={onClose}>
      <TextInput
        label={t('field.name')}
        description={t('field.nameAbout')}
        required
        withAsterisk={false}
        maxLength={100}
        dir="auto"
        data-autofocus
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      {voice.kind !== 'recorded' && (
        <ServiceFields kind={voice.kind} values={service} onChange={setService} />
      )}
    </FormDialog>
  );
}
