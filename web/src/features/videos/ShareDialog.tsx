import {
  Alert,
  Autocomplete,
  Button,
  Group,
  Modal,
  PasswordInput,
  Stack,
  Text,
  TextInput,
} from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState, type SyntheticEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useMay, useMe } from '@/lib/session';
import { fromField } from '@/lib/zoned';
import { CopyField } from '@/ui/CopyField';
import { problemText } from '@/ui/problems';
import { createShare, recipientsQuery, type Share, type Video } from './api';

interface Props {
  video: Video;
  onClose: () => void;
  onCreated: () => void;
}

/** A new link. All of it may stay empty: then it is for whoever has it, without an end. */
export function ShareDialog({ video, onClose, onCreated }: Props) {
  const { t } = useTranslation('videos');
  const [made, setMade] = useState<Share>();
  const done = (share: Share) => {
    setMade(share);
    onCreated();
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={made ? t('shares.made') : t('shares.create')}
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      {made ? (
        <Stack gap="md">
          <Text>{made.recipient ? t('shares.madeFor') : t('shares.madeOpen')}</Text>
          <CopyField label={t('shares.link')} value={made.url} />
          <Group justify="flex-end">
            <Button onClick={onClose}>{t('close')}</Button>
          </Group>
        </Stack>
      ) : (
        <Form video={video} onCancel={onClose} onMade={done} />
      )}
    </Modal>
  );
}

function Form({
  video,
  onCancel,
  onMade,
}: {
  video: Video;
  onCancel: () => void;
  onMade: (share: Share) => void;
}) {
  const { t } = useTranslation('videos');
  const { zone } = useMe();
  const maySeeCustomers = useMay('customers:read');
  const people = useQuery({
    ...recipientsQuery(video.customerId ?? ''),
    enabled: maySeeCustomers && video.customerId !== null,
  });
  const [name, setName] = useState('');
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const [expires, setExpires] = useState('');
  const [label, setLabel] = useState('');
  const [url, setUrl] = useState('');
  const create = useMutation({
    mutationFn: () =>
      createShare(video.id, {
        recipient: name.trim() || email.trim() ? { name: text(name), email: text(email) } : undefined,
        password: password || undefined,
        expiresAt: expires ? fromField(expires, zone).toISOString() : undefined,
        cta: label.trim() || url.trim() ? { label: label.trim(), url: url.trim() } : undefined,
      }),
    onSuccess: onMade,
    meta: { showsProblem: true },
  });
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    create.mutate();
  };
  const choose = (chosen: string) => {
    const person = people.data?.find((one) => one.name === chosen);
    if (person?.emails[0]) setEmail(person.emails[0]);
  };
  return (
    <form onSubmit={submit}>
      <Stack gap="md">
        <Autocomplete
          label={t('shares.name')}
          description={t('shares.nameAbout')}
          data={[...new Set((people.data ?? []).map((person) => person.name))]}
          maxLength={200}
          dir="auto"
          data-autofocus
          value={name}
          onChange={setName}
          onOptionSubmit={choose}
        />
        <TextInput
          type="email"
          label={t('shares.email')}
          maxLength={254}
          value={email}
          onChange={(event) => setEmail(event.currentTarget.value)}
        />
        <Group gap="md" grow align="flex-start">
          <PasswordInput
            label={t('shares.password')}
            description={t('shares.passwordAbout')}
            maxLength={72}
            autoComplete="new-password"
            visibilityToggleButtonProps={{ 'aria-label': t('shares.showPassword') }}
            value={password}
            onChange={(event) => setPassword(event.currentTarget.value)}
          />
          <TextInput
            type="datetime-local"
            label={t('shares.expires')}
            description={t('shares.expiresAbout')}
            value={expires}
            onChange={(event) => setExpires(event.currentTarget.value)}
          />
        </Group>
        <Group gap="md" grow align="flex-start">
          <TextInput
            label={t('shares.ctaLabel')}
            description={t('shares.ctaAbout')}
            maxLength={80}
            dir="auto"
            required={url.trim() !== ''}
            withAsterisk={false}
            value={label}
            onChange={(event) => setLabel(event.currentTarget.value)}
          />
          <TextInput
            type="url"
            label={t('shares.ctaUrl')}
            description={t('shares.ctaUrlAbout')}
            maxLength={2000}
            required={label.trim() !== ''}
            withAsterisk={false}
            value={url}
            onChange={(event) => setUrl(event.currentTarget.value)}
          />
        </Group>
        {create.isError && (
          <Alert color="red" role="alert">
            {problemText(create.error)}
          </Alert>
        )}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onCancel}>
            {t('cancel')}
          </Button>
          <Button type="submit" loading={create.isPending}>
            {t('shares.create')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

const text = (typed: string) => typed.trim() || undefined;
