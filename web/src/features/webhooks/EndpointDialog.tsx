import { Alert, Button, Checkbox, Group, Modal, Skeleton, Stack, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState, type SyntheticEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { problemText } from '@/ui/problems';
import { changeEndpoint, createEndpoint, eventTypesQuery, type Endpoint } from './api';

interface Props {
  endpoint?: Endpoint;
  onClose: () => void;
  /** Gets the secret, which the server tells this once. */
  onCreated?: (secret: string) => void;
}

export function EndpointDialog({ endpoint, onClose, onCreated }: Props) {
  const { t } = useTranslation('webhooks');
  const queryClient = useQueryClient();
  const types = useQuery(eventTypesQuery);
  const [name, setName] = useState(endpoint?.name ?? '');
  const [url, setUrl] = useState(endpoint?.url ?? '');
  const [events, setEvents] = useState<string[]>(endpoint?.events ?? []);
  const everything = events.includes('*');
  const save = useMutation({
    mutationFn: async () => {
      const fields = { name: name.trim(), url: url.trim(), events };
      if (!endpoint) return (await createEndpoint(fields)).secret;
      await changeEndpoint(endpoint.id, fields);
      return undefined;
    },
    onSuccess: async (secret) => {
      await queryClient.invalidateQueries({ queryKey: ['webhooks'] });
      if (secret) onCreated?.(secret);
      else onClose();
    },
    meta: { showsProblem: true },
  });
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    save.mutate();
  };
  // The organisation's own types are not in the catalogue, but stay chosen.
  const own = events.filter((each) => each !== '*' && !types.data?.some(({ type }) => type === each));
  return (
    <Modal
      opened
      onClose={onClose}
      title={endpoint ? t('edit.title') : t('new.action')}
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      <form onSubmit={submit}>
        <Stack gap="md">
          <TextInput
            label={t('field.name')}
            required
            withAsterisk={false}
            maxLength={200}
            dir="auto"
            data-autofocus
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <TextInput
            type="url"
            label={t('field.url')}
            description={t('field.urlAbout')}
            placeholder="https://example.com/webhooks"
            required
            withAsterisk={false}
            value={url}
            onChange={(event) => setUrl(event.currentTarget.value)}
          />
          {types.isPending ? (
            <Skeleton h={96} />
          ) : (
            <Checkbox.Group
              label={t('field.events')}
              value={events}
              onChange={(chosen) => setEvents(chosen.includes('*') && !everything ? ['*'] : chosen)}
            >
              <Stack gap="xs" mt={4}>
                <Checkbox value="*" label={t('events.all')} description={t('events.allAbout')} />
                {(types.data ?? []).map(({ type, description }) => (
                  <Checkbox
                    key={type}
                    value={type}
                    label={type}
                    description={description}
                    disabled={everything}
                  />
                ))}
                {own.map((type) => (
                  <Checkbox key={type} value={type} label={type} disabled={everything} />
                ))}
              </Stack>
            </Checkbox.Group>
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
            <Button type="submit" loading={save.isPending} disabled={events.length === 0}>
              {endpoint ? t('save') : t('new.create')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
