import { Alert, Button, Group, Modal, Select, Stack, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { useState, type SyntheticEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useMe } from '@/lib/session';
import { usersQuery } from '@/lib/users';
import { ListInput } from '@/ui/ListInput';
import { problemText } from '@/ui/problems';
import { useClearable } from '@/ui/useClearable';
import { changeCustomer, createCustomer, type CustomerDetail, type CustomerFields } from './api';
import { useLifecycles, useSegments } from './choices';

interface Props {
  opened: boolean;
  onClose: () => void;
  /** The customer to change; a new one if none. */
  customer?: CustomerDetail;
}

export function CustomerDialog({ opened, onClose, customer }: Props) {
  const { t } = useTranslation('customers');
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={customer ? t('edit.title') : t('new.title')}
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      <CustomerForm customer={customer} onDone={onClose} />
    </Modal>
  );
}

function CustomerForm({ customer, onDone }: { customer?: CustomerDetail; onDone: () => void }) {
  const { t } = useTranslation('customers');
  const me = useMe();
  const router = useRouter();
  const queryClient = useQueryClient();
  const users = useQuery(usersQuery);
  const segments = useSegments();
  const lifecycles = useLifecycles();
  const clearable = useClearable();
  const [fields, setFields] = useState<CustomerFields>({
    name: customer?.name ?? '',
    domains: customer?.domains ?? [],
    segment: customer?.segment ?? null,
    lifecycle: customer?.lifecycle ?? null,
    ownerId: customer ? (customer.owner?.id ?? null) : me.id,
    renewalDate: customer?.renewalDate ?? null,
    region: customer?.region ?? null,
  });
  const change = (part: Partial<CustomerFields>) => setFields((now) => ({ ...now, ...part }));
  const save = useMutation({
    mutationFn: async () => (customer ? changeCustomer(customer.id, fields) : createCustomer(fields)),
    meta: { showsProblem: true },
    onSuccess: async (created) => {
      await queryClient.invalidateQueries({ queryKey: ['customers'] });
      onDone();
      if (!customer && created) router.history.push(`/customers/${created.id}`);
    },
  });
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    save.mutate();
  };
  const withOwn = (options: { value: string; label: string }[], own: string | null) =>
    own && !options.some(({ value }) => value === own) ? [...options, { value: own, label: own }] : options;
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
          label={t('domains')}
          description={t('domainsAbout')}
          placeholder="acme.example"
          value={fields.domains}
          onChange={(domains) => change({ domains })}
        />
        <Select
          label={t('owner')}
          data={(users.data ?? []).map(({ id, name }) => ({ value: id, label: name }))}
          searchable
          {...clearable(t('owner'))}
          value={fields.ownerId}
          onChange={(ownerId) => change({ ownerId })}
        />
        <Group grow align="start">
          <Select
            label={t('segment')}
            data={withOwn(segments, fields.segment)}
            {...clearable(t('segment'))}
            value={fields.segment}
            onChange={(segment) => change({ segment })}
          />
          <Select
            label={t('lifecycle')}
            data={withOwn(lifecycles, fields.lifecycle)}
            {...clearable(t('lifecycle'))}
            value={fields.lifecycle}
            onChange={(lifecycle) => change({ lifecycle })}
          />
        </Group>
        <Group grow align="start">
          <TextInput
            label={t('renewal')}
            type="date"
            value={fields.renewalDate ?? ''}
            onChange={(event) => change({ renewalDate: event.currentTarget.value || null })}
          />
          <TextInput
            label={t('region')}
            dir="auto"
            maxLength={60}
            value={fields.region ?? ''}
            onChange={(event) => change({ region: event.currentTarget.value || null })}
          />
        </Group>
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onDone}>
            {t('cancel')}
          </Button>
          <Button type="submit" loading={save.isPending}>
            {customer ? t('save') : t('new.create')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
