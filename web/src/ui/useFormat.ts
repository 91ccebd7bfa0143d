import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { formatFor, type Format } from '@/lib/format';
import { meQuery } from '@/lib/session';

/** Numbers and times as the reader expects them: their language, their zone. */
export function useFormat(): Format {
  const { i18n } = useTranslation();
  const zone = useQuery({ ...meQuery, enabled: false }).data?.zone;
  return useMemo(() => formatFor(i18n.language, zone), [i18n.language, zone]);
}
