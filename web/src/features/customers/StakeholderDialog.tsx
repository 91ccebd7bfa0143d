import { Alert, Button, Group, Modal, Stack, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type SyntheticEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { ListInput } from '@/ui/ListInput';
import { problemText } from '@/ui/problems';
import { addStakeholder, changeStakeholder, type Stakeholder, type StakeholderFields } from './api';

interface Props {
  customerId: string;
  opened: boolean;
  /** The person to change; a new one if none. */
  person?: Stakeholder;
  onClose: () => void;
}

export function StakeholderDialog({ customerId, opened, person, onClose }: Props) {
  const { t } = useTranslation('customers');
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={person ? t('person.edit') : t('person.add')}
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      <StakeholderForm customerId={customerId} person={person} onDone={onClose} />
    </Modal>
  );
}

function StakeholderForm({
  customerId,
  person,
  onDone,
}: Omit<Props, 'opened' | 'onClose'> & { onDone: () => void }) {
  const { t } = useTranslation('customers');
  const queryClient = useQueryClient();
  const [fields, setFields] = useState<StakeholderFields>({
    name: person?.name ?? '',
    emails: person?.emails ?? [],
    role: person?.role ?? null,
    title: person?.title ?? null,
  });
  const change = (part: Partial<StakeholderFields>) => setFields((now) => ({ ...now, ...part }));
  const save = useMutation({
    mutationFn: () => (person ? changeStakeholder(person.id, fields) : addStakeholder(customerId, fields)),
    meta: { showsProblem: true },
    onSuccess: async () => {
      await Promise.all([
        queryClient.invalidateQueries({ queryKey: ['customers'] }),
        queryClient.invalidateQueries({ queryKey: ['people'] }),
      ]);
      onDone();
    },
  });
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    save.mutate();
  };
  return (
    <form onSubmit={submit}>
      <Stack gap="md">
        {save.isError && (
          <Alert color="red" role="alert">
            {problemText(save.error)}
          </Alert>
        )}
        <TextInput
          label={t('name')}
          dir="auto"
          required
          withAsterisk={false}
          maxLength={200}
          data-autofocus
          value={fields.name}
          onChange={(event) => change({ name: event.currentTarget.value })}
        />
        <ListInput
          label={t('person.emails')}
          description={t('person.emailsAbout')}
          value={fields.emails}
          onChange={(emails) => change({ emails })}
        />
        <TextInput
          label={t('person.title')}
          dir="auto"
          maxLength={120}
          value={fields.title ?? ''}
          onChange={(event) => change({ title: event.currentTarget.value || null })}
        />
        <TextInput
          label={t('person.role')}
          description={t('person.roleAbout')}
          dir="auto"
          maxLength={100}
          value={fields.role ?? ''}
          onChange={(event) => change({ role: event.currentTarget.value || null })}
        />
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onDone}>
            {t('cancel')}
          </Button>
          <Button type="submit" loading={save.isPending}>
            {t('save')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
