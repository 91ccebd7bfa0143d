import { Alert, Button, Group, Modal } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { CopyField } from './CopyField';

interface Props {
  title: string;
  /** What the secret is for and that it is not shown again. */
  text: string;
  label: string;
  secret: string | undefined;
  onClose: () => void;
}

/** A secret that is shown this once. Only its button closes it, so that a stray key does not lose it. */
export function SecretOnce({ title, text, label, secret, onClose }: Props) {
  const { t } = useTranslation('ui');
  return (
    <Modal
      opened={secret !== undefined}
      onClose={onClose}
      title={title}
      closeOnClickOutside={false}
      closeOnEscape={false}
      withCloseButton={false}
    >
      <Alert color="yellow" mb="md">
        {text}
      </Alert>
      <CopyField label={label} value={secret ?? ''} />
      <Group justify="flex-end" mt="lg">
        <Button onClick={onClose}>{t('stored')}</Button>
      </Group>
    </Modal>
  );
}
