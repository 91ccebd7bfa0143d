import { Alert, Button, Group, List, Modal, Stack } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Said } from '@/said/Said';
import type { Warning } from './sessions';

/** It was saved, and there is something one should know: an overlap, or more people than the licence holds. */
export function SaveWarnings({
  title,
  warnings,
  onClose,
}: {
  title: string;
  warnings: Warning[];
  onClose: () => void;
}) {
  const { t } = useTranslation('training');
  return (
    <Modal opened onClose={onClose} title={title} closeButtonProps={{ 'aria-label': t('close') }}>
      <Stack gap="md">
        <Alert color="yellow" role="alert">
          <List>
            {warnings.map(({ code, message, words }) => (
              <List.Item key={`${code} ${message}`}>
                <Said english={message} words={words} />
              </List.Item>
            ))}
          </List>
        </Alert>
        <Group justify="flex-end">
          <Button onClick={onClose}>{t('understood')}</Button>
        </Group>
      </Stack>
    </Modal>
  );
}
