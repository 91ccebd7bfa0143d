import { Select, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMay } from '@/lib/session';
import { CustomerField } from '@/ui/CustomerField';
import { FormDialog } from '@/ui/FormDialog';
import { changeConversation, conversationKey, type Conversation } from './api';

/** Title, kind, and whose it was. */
export function ConversationDialog({ talk, onClose }: { talk: Conversation; onClose: () => void }) {
  const { t } = useTranslation('conversations');
  const queryClient = useQueryClient();
  const maySeeCustomers = useMay('customers:read');
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
  return (
    <FormDialog
      title={t('edit.title')}
      action={t('save')}
      ready={title.trim() !== ''}
      save={save}
      onClose={onClose}
    >
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
      <CustomerField label={t('customer')} value={customer} onChange={setCustomer} />
    </FormDialog>
  );
}
