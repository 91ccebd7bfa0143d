import { Alert, Button, Checkbox, Group, Modal, Select, Stack, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState, type SyntheticEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useMe, type Permission } from '@/lib/session';
import { problemText } from '@/ui/problems';
import { makeApiKey } from './api';

interface Props {
  opened: boolean;
  onClose: () => void;
  onMade: (key: string) => void;
}

type Word<P extends string> = P extends `${infer Area}:${infer Right}` ? `${Area}_${Right}` : never;

/** A colon would name a namespace. */
const wordOf = (permission: Permission) => permission.replace(':', '_') as Word<Permission>;

const lifetimes = ['30', '90', '365', 'never'] as const;

export function NewKeyDialog({ opened, onClose, onMade }: Props) {
  const { t } = useTranslation('settings');
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t('keys.new')}
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      <NewKeyForm onClose={onClose} onMade={onMade} />
    </Modal>
  );
}

/** A key can do at most what its maker may do. */
function NewKeyForm({ onClose, onMade }: Omit<Props, 'opened'>) {
  const { t } = useTranslation('settings');
  const { permissions } = useMe();
  const [name, setName] = useState('');
  const [scopes, setScopes] = useState<string[]>([]);
  const [days, setDays] = useState<(typeof lifetimes)[number]>('90');
  const make = useMutation({
    mutationFn: () =>
      makeApiKey({
        name: name.trim(),
        scopes: scopes as Permission[],
        expiresAt: days === 'never' ? null : new Date(Date.now() + Number(days) * 86_400_000).toISOString(),
      }),
    meta: { showsProblem: true },
    onSuccess: ({ key }) => onMade(key),
  });
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    make.mutate();
  };
  return (
    <form onSubmit={submit}>
      <Stack>
        {make.isError && (
          <Alert color="red" role="alert">
            {problemText(make.error)}
          </Alert>
        )}
        <TextInput
          label={t('keys.name')}
          description={t('keys.nameAbout')}
          dir="auto"
          required
          withAsterisk={false}
          maxLength={100}
          data-autofocus
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <Checkbox.Group
          label={t('keys.scopes')}
          description={t('keys.scopesAbout')}
          value={scopes}
          onChange={setScopes}
        >
          <Stack gap={6} mt={8}>
            {permissions.map((permission) => (
              <Checkbox
                key={permission}
                value={permission}
                label={t(`scope.${wordOf(permission)}`)}
                description={<bdi>{permission}</bdi>}
              />
            ))}
          </Stack>
        </Checkbox.Group>
        <Select
          label={t('keys.lifetime')}
          data={lifetimes.map((value) => ({ value, label: t(`lifetime.${value}`) }))}
          allowDeselect={false}
          value={days}
          onChange={(value) => value && setDays(value)}
        />
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            {t('cancel')}
          </Button>
          <Button type="submit" disabled={scopes.length === 0} loading={make.isPending}>
            {t('keys.create')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
