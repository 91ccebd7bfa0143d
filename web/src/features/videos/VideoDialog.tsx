import { Alert, Button, Group, Modal, Select, Stack, TagsInput, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState, type SyntheticEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { customerChoicesQuery } from '@/lib/customers';
import { useMay } from '@/lib/session';
import { problemText } from '@/ui/problems';
import { useClearable } from '@/ui/useClearable';
import { changeVideo, listKey, videoKey, type Video } from './api';

/** Title, tags, and whom it is for. */
export function VideoDialog({ video, onClose }: { video: Video; onClose: () => void }) {
  const { t } = useTranslation('videos');
  const queryClient = useQueryClient();
  const clearable = useClearable();
  const maySeeCustomers = useMay('customers:read');
  const customers = useQuery({ ...customerChoicesQuery, enabled: maySeeCustomers });
  const [title, setTitle] = useState(video.title);
  const [customer, setCustomer] = useState<string | null>(video.customerId);
  const [tags, setTags] = useState(video.tags);
  const save = useMutation({
    mutationFn: () =>
      changeVideo(video.id, {
        title: title.trim(),
        tags,
        ...(maySeeCustomers && { customerId: customer }),
      }),
    onSuccess: async () => {
      await queryClient.invalidateQueries({ queryKey: videoKey(video.id) });
      void queryClient.invalidateQueries({ queryKey: listKey });
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
          <TagsInput
            label={t('tags')}
            description={t('tagsAbout')}
            acceptValueOnBlur
            value={tags}
            onChange={setTags}
          />
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
