import { Skeleton, Stack } from '@mantine/core';
import { useTranslation } from 'react-i18next';

/** A list that is on its way, with rows as high as the real ones. */
export function RowsSkeleton({ rows, height }: { rows: number; height: number }) {
  const { t } = useTranslation('ui');
  return (
    <Stack gap={8} role="status" aria-label={t('loading')}>
      {Array.from({ length: rows }, (_, row) => (
        <Skeleton key={row} h={height - 8} />
      ))}
    </Stack>
  );
}
