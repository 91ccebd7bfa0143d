import { ActionIcon, Button, Group, Modal, Stack, TagsInput, TextInput } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState, type SyntheticEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { isolate } from '@/lib/format';
import { CustomerField } from '@/ui/CustomerField';
import { FileDrop } from '@/ui/FileDrop';
import { useFormat } from '@/ui/useFormat';
import { largestUpload, send, titleOf } from './transfers';
import classes from './UploadDialog.module.css';

/** For the browser's choice of files; what a file really is the server finds out by its content. */
export const accepted = '.mp4,.mov,.avi,video/mp4,video/quicktime,video/x-msvideo';

const usualLimit = 100 * 1024 * 1024;

interface Props {
  opened: boolean;
  onClose: () => void;
  /** A video has come of a file. */
  onVideo: () => void;
  /** The customer one was looking at. */
  customer?: string;
}

/** One file or several, and what to call them. They are sent while one goes on working. */
export function UploadDialog({ opened, onClose, onVideo, customer }: Props) {
  const { t } = useTranslation('videos');
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t('upload.title')}
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      <Choosing onClose={onClose} onVideo={onVideo} customer={customer} />
    </Modal>
  );
}

function Choosing({ onClose, onVideo, customer: chosenBefore }: Omit<Props, 'opened'>) {
  const { t } = useTranslation('videos');
  const format = useFormat();
  const limit = useQuery({
    queryKey: ['uploads', 'limit'],
    queryFn: ({ signal }) => largestUpload(signal),
    staleTime: Infinity,
  });
  const [chosen, setChosen] = useState<{ file: File; title: string }[]>([]);
  const [customer, setCustomer] = useState<string | null>(chosenBefore ?? null);
  const [tags, setTags] = useState<string[]>([]);
  const most = limit.data ?? usualLimit;
  const add = (file: File) =>
    setChosen((before) => [
      ...before.filter(({ file: { name, size } }) => name !== file.name || size !== file.size),
      { file, title: titleOf(file.name) },
    ]);
  const rename = (index: number, title: string) =>
    setChosen(chosen.map((one, at) => (at === index ? { ...one, title } : one)));
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    chosen.forEach(({ file, title }) =>
      send(file, { title: title.trim(), customerId: customer, tags }, onVideo),
    );
    onClose();
  };
  return (
    <form onSubmit={submit}>
      {/* Room for the ring of the focus, which the dialog's head would cover. */}
      <Stack gap="md" pt={4}>
        <FileDrop
          label={t('upload.drop')}
          hint={t('upload.limit', { mb: format.number(Math.floor(most / (1024 * 1024))) })}
          accept={accepted}
          maxBytes={most}
          multiple
          onFile={add}
        />
        {chosen.map(({ file, title }, index) => (
          <div key={`${file.name} ${file.size}`} className={classes.file}>
            <TextInput
              label={t('upload.titleOf', { name: isolate(file.name) })}
              required
              withAsterisk={false}
              maxLength={255}
              dir="auto"
              flex={1}
              value={title}
              onChange={(event) => rename(index, event.currentTarget.value)}
            />
            <ActionIcon
              aria-label={t('upload.leaveOut', { name: isolate(file.name) })}
              onClick={() => setChosen(chosen.filter((_, at) => at !== index))}
            >
              <IconX size={16} aria-hidden />
            </ActionIcon>
          </div>
        ))}
        {chosen.length > 0 && (
          <>
            <CustomerField
              label={t('customer')}
              description={t('upload.customerAbout')}
              value={customer}
              onChange={setCustomer}
            />
            <TagsInput
              label={t('tags')}
              description={t('tagsAbout')}
              acceptValueOnBlur
              value={tags}
              onChange={setTags}
            />
          </>
        )}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            {t('cancel')}
          </Button>
          <Button type="submit" disabled={chosen.length === 0 || chosen.some(({ title }) => !title.trim())}>
            {chosen.length === 0 ? t('upload.action') : t('upload.run', { count: chosen.length })}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
