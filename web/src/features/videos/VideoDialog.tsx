import { TagsInput, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMay } from '@/lib/session';
import { CustomerField } from '@/ui/CustomerField';
import { FormDialog } from '@/ui/FormDialog';
import { changeVideo, listKey, videoKey, type Video } from './api';

/** Title, tags, and whom it is for. */
export function VideoDialog({ video, onClose }: { video: Video; onClose: () => void }) {
  const { t } = useTranslation('videos');
  const queryClient = useQueryClient();
  const maySeeCustomers = useMay('customers:read');
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
      <CustomerField label={t('customer')} value={customer} onChange={setCustomer} />
      <TagsInput
        label={t('tags')}
        description={t('tagsAbout')}
        acceptValueOnBlur
        value={tags}
        onChange={setTags}
      />
    </FormDialog>
  );
}
