import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { isolate } from '@/lib/format';
import { ConfirmNamed } from '@/ui/ConfirmNamed';
import { disconnect, type Connection } from './api';

interface Props {
  connection: Connection;
  opened: boolean;
  onClose: () => void;
}

export function DisconnectDialog({ connection, opened, onClose }: Props) {
  const { t } = useTranslation('integrations');
  const queryClient = useQueryClient();
  const end = useMutation({
    mutationFn: () => disconnect(connection.id),
    onSuccess: async () => {
      onClose();
      await queryClient.invalidateQueries({ queryKey: ['integrations'] });
    },
    meta: { showsProblem: true },
  });
  return (
    <ConfirmNamed
      opened={opened}
      title={t('disconnect.title', { name: isolate(connection.label) })}
      action={t('disconnect.action')}
      onConfirm={() => end.mutate()}
      onClose={onClose}
      pending={end.isPending}
      error={end.error}
    >
      {t('disconnect.text')}
    </ConfirmNamed>
  );
}
