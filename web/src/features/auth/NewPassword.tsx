import { PasswordInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';

interface Props {
  label?: string;
  value: string;
  onChange: (password: string) => void;
}

/** Choosing a password: length is what counts, so that is the only rule shown. */
export function NewPassword({ label, value, onChange }: Props) {
  const { t } = useTranslation('auth');
  return (
    <PasswordInput
      label={label ?? t('newPassword')}
      description={t('passwordRule')}
      name="new-password"
      autoComplete="new-password"
      required
      withAsterisk={false}
      minLength={10}
      maxLength={72}
      visibilityToggleButtonProps={{ 'aria-label': t('showPassword') }}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}
