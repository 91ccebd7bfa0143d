import { Alert } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { FileDrop } from '@/ui/FileDrop';
import { LoadError } from '@/ui/LoadError';
import { problemText } from '@/ui/problems';
import { addImage, imageAddress, imagesKey, imagesQuery } from './api';
import classes from './PointImage.module.css';

const largest = 5 * 1024 * 1024;

interface Props {
  videoId: string;
  /** Empty while none is chosen. */
  chosen: string;
  onChoose: (image: string) => void;
}

/** The images of the video to choose from, and another one from a file. */
export function PointImage({ videoId, chosen, onChoose }: Props) {
  const { t } = useTranslation('videos');
  const queryClient = useQueryClient();
  const images = useQuery(imagesQuery(videoId));
  const add = useMutation({
    mutationFn: (file: File) => addImage(videoId, file),
    onSuccess: async ({ id }) => {
      await queryClient.invalidateQueries({ queryKey: imagesKey(videoId) });
      onChoose(id);
    },
    meta: { showsProblem: true },
  });
  if (images.isError) {
    return (
      <LoadError what={t('points.look.image')} error={images.error} retry={() => void images.refetch()} />
    );
  }
  return (
    <div className={classes.images}>
      {images.data && images.data.length > 0 && (
        <div role="radiogroup" aria-label={t('points.look.image')} className={classes.choice}>
          {images.data.map(({ id, width, height }, at) => (
            <label key={id} className={classes.image}>
              <input
                type="radio"
                name="image"
                checked={id === chosen}
                onChange={() => onChoose(id)}
                aria-label={t('points.imageOf', { number: at + 1, width, height })}
              />
              <img src={imageAddress(videoId, id)} alt="" />
            </label>
          ))}
        </div>
      )}
      <FileDrop
        label={t('points.imageFile')}
        hint={t('points.imageFileAbout')}
        accept="image/png,image/jpeg,image/gif"
        maxBytes={largest}
        busy={add.isPending}
        onFile={(file) => add.mutate(file)}
      />
      {add.isError && (
        <Alert color="red" role="alert">
          {problemText(add.error)}
        </Alert>
      )}
    </div>
  );
}
