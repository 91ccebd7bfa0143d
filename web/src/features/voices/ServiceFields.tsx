import { PasswordInput, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';

export interface ServiceValues {
  key?: string;
  url?: string;
  model?: string;
  serviceVoice?: string;
}

interface Props {
  kind: 'elevenlabs' | 'openai';
  values: ServiceValues;
  onChange: (values: ServiceValues) => void;
  /** Otherwise an empty key leaves the one there is. */
  keyNeeded?: boolean;
}

/** What a service must be told to speak. */
export function ServiceFields({ kind, values, onChange, keyNeeded = false }: Props) {
  const { t } = useTranslation('voices');
  const set = (part: ServiceValues) => onChange({ ...values, ...part });
  const needed = keyNeeded && kind === 'elevenlabs';
  return (
    <>
      {kind === 'openai' && (
        <TextInput
          type="url"
          label={t('field.url')}
          description={t('field.urlAbout')}
          placeholder="https://speech.example.com/v1"
          required
          withAsterisk={false}
          dir="ltr"
          value={values.url ?? ''}
          onChange={(event) => set({ url: event.currentTarget.value.trim() })}
        />
      )}
      <PasswordInput
        label={t('field.key')}
        description={needed ? t('field.keyAbout') : keyNeeded ? t('field.keyOptional') : t('field.keyKept')}
        required={needed}
        withAsterisk={false}
        autoComplete="off"
        dir="ltr"
        visibilityToggleButtonProps={{ 'aria-label': t('field.showKey') }}
        value={values.key ?? ''}
        onChange={(event) => set({ key: event.currentTarget.value.trim() || undefined })}
      />
      {kind === 'openai' && (
        <>
          <TextInput
            label={t('field.model')}
            placeholder="tts-1"
            required
            withAsterisk={false}
            dir="ltr"
            value={values.model ?? ''}
            onChange={(event) => set({ model: event.currentTarget.value.trim() })}
          />
          <TextInput
            label={t('field.serviceVoice')}
            description={t('field.serviceVoiceAbout')}
            placeholder="alloy"
            required
            withAsterisk={false}
            dir="ltr"
            value={values.serviceVoice ?? ''}
            onChange={(event) => set({ serviceVoice: event.currentTarget.value.trim() })}
          />
        </>
      )}
    </>
  );
}
