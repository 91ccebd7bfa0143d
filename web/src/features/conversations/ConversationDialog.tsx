import { Alert, Button, Group, Modal, Select, Stack, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState, type SyntheticEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { customerChoicesQuery } from '@/lib/customers';
import { useMay } from '@/lib/session';
import { problemText } from '@/ui/problems';
import { useClearable } from '@/ui/useClearable';
import { changeConversation, conversationKey, type Conversation } from './api';

/** Title, kind, and whose it was. */
export function ConversationDialog({ talk, onClose }: { talk: Conversation; onClose: () => void }) {
  const { t } = useTranslation('conversations');
  const queryClient = useQueryClient();
  const clearable = useClearable();
  const maySeeCustomers = useMay('customers:read');
  const customers = useQuery({ ...customerChoicesQuery, enabled: maySeeCustomers });
  const [title, setTitle] = useState(talk.title);
  const [kind, setKind] = useState(talk.kind);
  const [customer, setCustomer] = useState<string | null>(talk.customerId);
  const save = useMutation({
    mutationFn: () =>
      changeConversation(talk.id, {
        title: title.trim(),
        kind,
        ...(maySeeCustomers && { customerId: customer }),
      }),
    onSuccess: (fresh) => {
      queryClient.setQueryData(conversationKey(talk.id), fresh);
      onClose();
    },
    meta: { showsProblem: true },
  });
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    save.mutate();
  };
  return (
    <Modal opened onClose={onClose} title={t('edit.title')} closeButtonProps={{ 'aria-label': t('close') }}>
      <form onSubmit={submit}>
        <Stack gap="md">
          <TextInput
            label={t('field.title')}
            required
            withAsterisk={false}
            maxLength={255}
            dir="auto"
            data-autofocus
            value={title}
            onChange={(event) => setTitle(event.currentTarget.value)}
          />
          <Select
            label={t('field.kind')}
            data={(['meeting', 'call'] as const).map((value) => ({ value, label: t(`kind.${value}`) }))}
            allowDeselect={false}
            value={kind}
            onChange={(value) => value && setKind(value)}
          />
          {maySeeCustomers && (
            <Select
              label={t('customer')}
              data={(customers.data ?? []).map(({ id, name }) => ({ value: id, label: name }))}
              searchable
              {...clearable(t('customer'))}
              nothingFoundMessage={t('noneFound')}
              value={customer}
              onChange={setCustomer}
            />
          )}
          {save.isError && (
            <Alert color="red" role="alert">
              {problemText(save.error)}
            </Alert>
          )}
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              {t('cancel')}
            </Button>
            <Button type="submit" loading={save.isPending} disabled={title.trim() === ''}>
              {t('save')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
