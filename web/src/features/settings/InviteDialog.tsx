import { Alert, Button, Group, Modal, Select, Stack, Text, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type SyntheticEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { roles, type Role } from '@/lib/session';
import { CopyField } from '@/ui/CopyField';
import { problemText } from '@/ui/problems';
import { invitationsQuery, invite } from './api';

export function InviteDialog({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const { t } = useTranslation('settings');
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t('members.invite')}
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      <InviteForm onDone={onClose} />
    </Modal>
  );
}

/** The link is shown as well as sent, so that inviting works where no mail server is set up. */
function InviteForm({ onDone }: { onDone: () => void }) {
  const { t } = useTranslation('settings');
  const { t: app } = useTranslation('app');
  const queryClient = useQueryClient();
  const [email, setEmail] = useState('');
  const [name, setName] = useState('');
  const [role, setRole] = useState<Role>('csm');
  const send = useMutation({
    mutationFn: () => invite({ email: email.trim(), role, name: name.trim() || undefined }),
    meta: { showsProblem: true },
    onSuccess: () => queryClient.invalidateQueries({ queryKey: invitationsQuery.queryKey }),
  });
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    send.mutate();
  };
  if (send.data) {
    return (
      <Stack>
        <Text role="status">{t('invite.done')}</Text>
        <CopyField label={t('invite.link')} value={send.data.link} />
        <Group justify="flex-end">
          <Button onClick={onDone}>{t('close')}</Button>
        </Group>
      </Stack>
    );
  }
  return (
    <form onSubmit={submit}>
      <Stack>
        {send.isError && (
          <Alert color="red" role="alert">
            {problemText(send.error)}
          </Alert>
        )}
        <TextInput
          label={t('members.email')}
          type="email"
          required
          withAsterisk={false}
          data-autofocus
          value={email}
          onChange={(event) => setEmail(event.currentTarget.value)}
        />
        <TextInput
          label={t('invite.name')}
          dir="auto"
          maxLength={120}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <Select
          label={t('members.role')}
          description={t(`roleAbout.${role}`)}
          inputWrapperOrder={['label', 'input', 'description']}
          data={roles.map((value) => ({ value, label: app(`role.${value}`) }))}
          allowDeselect={false}
          value={role}
          onChange={(chosen) => chosen && setRole(chosen)}
        />
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onDone}>
            {t('cancel')}
          </Button>
          <Button type="submit" loading={send.isPending}>
            {t('invite.action')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
