import { Radio, Stack, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMay } from '@/lib/session';
import { voiceKinds, voicesKey, type VoiceKind } from '@/lib/voices';
import { FormDialog } from '@/ui/FormDialog';
import { addVoice } from './api';
import { ServiceFields, type ServiceValues } from './ServiceFields';

/** A voice of one's own, or that of a service. */
export function NewVoiceDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('voices');
  const router = useRouter();
  const queryClient = useQueryClient();
  const mayConnect = useMay('integrations:manage');
  const [kind, setKind] = useState<VoiceKind>('recorded');
  const [name, setName] = useState('');
  const [service, setService] = useState<ServiceValues>({});
  const add = useMutation({
    mutationFn: () => addVoice({ kind, name: name.trim(), ...(kind === 'recorded' ? {} : service) }),
    onSuccess: async ({ id }) => {
      router.history.push(`/videos/voices/${id}`);
      await queryClient.invalidateQueries({ queryKey: voicesKey });
    },
    meta: { showsProblem: true },
  });
  return (
    <FormDialog title={t('new.action')} action={t('new.create')} ready={true} save={add} onClose={onClose}>
      <Radio.Group
        label={t('kindLabel')}
        value={kind}
        onChange={(value) => setKind(value)}
        description={mayConnect ? undefined : t('new.servicesByOthers')}
      >
        <Stack gap="xs" mt={6}>
          {voiceKinds.map((each) => (
            <Radio
              key={each}
              value={each}
              label={t(`kind.${each}`)}
              description={t(`kindAbout.${each}`)}
              disabled={each !== 'recorded' && !mayConnect}
            />
          ))}
        </Stack>
      </Radio.Group>
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
      {kind !== 'recorded' && <ServiceFields kind={kind} values={service} onChange={setService} keyNeeded />}
    </FormDialog>
  );
}
