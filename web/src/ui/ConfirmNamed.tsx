import { Alert, Button, Group, Modal, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { problemText } from './problems';

interface Props {
  opened: boolean;
  /** A question that names the thing: "Disconnect Salesforce EU?" */
  title: ReactNode;
  /** What will happen, and what stays. */
  children: ReactNode;
  /** The verb on the button. */
  action: string;
  onConfirm: () => void;
  onClose: () => void;
  pending?: boolean;
  error?: unknown;
}

/** For what cannot be undone. Where it can be, do it and offer Undo instead. */
export function ConfirmNamed({ opened, title, children, action, onConfirm, onClose, pending, error }: Props) {
  const { t } = useTranslation('ui');
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={title}
      size="sm"
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      <Text component="div">{children}</Text>
      {error !== undefined && error !== null && (
        <Alert color="red" role="alert" mt="sm">
          {problemText(error)}
        </Alert>
      )}
      <Group justify="flex-end" mt="lg" gap="xs">
        <Button variant="default" onClick={onClose} data-autofocus>
          {t('cancel')}
        </Button>
        <Button color="red" onClick={onConfirm} loading={pending}>
          {action}
        </Button>
      </Group>
    </Modal>
  );
}
