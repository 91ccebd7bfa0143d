import { Alert, Button, CopyButton, Group, Modal, TextInput } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';

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
      <Group align="flex-end" gap="xs" wrap="nowrap">
        <TextInput
          label={label}
          value={secret ?? ''}
          readOnly
          flex={1}
          className="ltr"
          ff="monospace"
          onFocus={(event) => event.currentTarget.select()}
        />
        <CopyButton value={secret ?? ''}>
          {({ copied, copy }) => (
            <Button
              variant="default"
              onClick={copy}
              leftSection={copied ? <IconCheck size={16} aria-hidden /> : <IconCopy size={16} aria-hidden />}
            >
              {copied ? t('copied') : t('copy')}
            </Button>
          )}
        </CopyButton>
      </Group>
      <Group justify="flex-end" mt="lg">
        <Button onClick={onClose}>{t('stored')}</Button>
      </Group>
    </Modal>
  );
}
