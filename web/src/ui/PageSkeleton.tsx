import { Skeleton, Stack } from '@mantine/core';
import { useTranslation } from 'react-i18next';

/** While a page's own code arrives: a title and the top of a list. */
export function PageSkeleton() {
  const { t } = useTranslation('ui');
  return (
    <Stack gap="sm" role="status" aria-label={t('loading')}>
      <Skeleton h={28} w={180} mb="sm" />
      {[0, 1, 2, 3, 4, 5].map((row) => (
        <Skeleton key={row} h={28} />
      ))}
    </Stack>
  );
}
