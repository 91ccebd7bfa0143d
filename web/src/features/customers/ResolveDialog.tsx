import { Button, Group, Modal, Radio, Select, Stack, Text } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { customerChoicesQuery, customerQuery, type Sighting } from './api';
import { canBeAPerson, useUnmatchedActions } from './unmatched';

export function ResolveDialog({
  sighting,
  onClose,
}: {
  sighting: Sighting | undefined;
  onClose: () => void;
}) {
  const { t } = useTranslation('customers');
  return (
    <Modal
      opened={sighting !== undefined}
      onClose={onClose}
      title={t('unmatched.resolveTitle')}
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      {sighting && <Resolve sighting={sighting} onDone={onClose} />}
    </Modal>
  );
}

/** Which company, and whether this is someone we know there or someone new. */
function Resolve({ sighting, onDone }: { sighting: Sighting; onDone: () => void }) {
  const { t } = useTranslation('customers');
  const { resolve } = useUnmatchedActions();
  const [typed, setTyped] = useState('');
  const [query] = useDebouncedValue(typed, 200);
  const [customerId, setCustomerId] = useState(sighting.suggestions[0]?.customerId ?? null);
  const [person, setPerson] = useState(canBeAPerson(sighting) ? 'new' : 'company');
  const choices = useQuery(customerChoicesQuery(query));
  const customer = useQuery({ ...customerQuery(customerId ?? ''), enabled: customerId !== null });
  const options = new Map([
    ...sighting.suggestions.map(({ customerId: id, name }) => [id, name] as const),
    ...(choices.data ?? []).map(({ id, name }) => [id, name] as const),
    ...(customer.data ? [[customer.data.id, customer.data.name] as const] : []),
  ]);
  const confirm = () => {
    if (!customerId) return;
    resolve.mutate(
      {
        sighting,
        customerId,
        stakeholderId: person === 'new' || person === 'company' ? undefined : person,
        createStakeholder: person === 'new',
      },
      { onSuccess: onDone },
    );
  };
  return (
    <Stack>
      <Text>
        <bdi>{sighting.name ?? sighting.email ?? sighting.externalId}</bdi>
        {sighting.name && sighting.email && (
          <Text span c="dimmed">
            {' '}
            <bdi>{sighting.email}</bdi>
          </Text>
        )}
      </Text>
      <Select
        label={t('customer')}
        data={[...options].map(([value, label]) => ({ value, label }))}
        searchable
        data-autofocus
        nothingFoundMessage={t('noneFound')}
        searchValue={typed}
        onSearchChange={setTyped}
        value={customerId}
        onChange={(id) => {
          setCustomerId(id);
          setPerson(canBeAPerson(sighting) ? 'new' : 'company');
        }}
      />
      {customerId && (
        <Radio.Group label={t('unmatched.who')} value={person} onChange={setPerson}>
          <Stack gap={8} mt={6}>
            <Radio value="new" disabled={!canBeAPerson(sighting)} label={t('unmatched.addPerson')} />
            {customer.data?.stakeholders.map(({ id, name }) => (
              <Radio key={id} value={id} label={<bdi>{name}</bdi>} />
            ))}
            <Radio value="company" label={t('unmatched.companyOnly')} />
          </Stack>
        </Radio.Group>
      )}
      <Text c="dimmed" fz="sm">
        {t('unmatched.remember')}
      </Text>
      <Group justify="flex-end" gap="xs">
        <Button variant="default" onClick={onDone}>
          {t('cancel')}
        </Button>
        <Button disabled={!customerId} loading={resolve.isPending} onClick={confirm}>
          {t('unmatched.action')}
        </Button>
      </Group>
    </Stack>
  );
}
