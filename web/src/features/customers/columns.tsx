import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Band } from '@/ui/Band';
import type { Column } from '@/ui/DataTable';
import { RelativeTime } from '@/ui/RelativeTime';
import { useFormat } from '@/ui/useFormat';
import type { Customer } from './api';
import { useChoiceWords } from './choices';

export function useCustomerColumns(): Column<Customer>[] {
  const { t, i18n } = useTranslation('customers');
  const format = useFormat();
  const words = useChoiceWords();
  return useMemo(
    () => [
      { id: 'name', header: t('name'), sort: 'name', cell: ({ name }) => <bdi>{name}</bdi> },
      {
        id: 'health',
        header: t('health'),
        width: '132px',
        cell: ({ health }) => <Band band={health?.band} />,
      },
      {
        id: 'owner',
        header: t('owner'),
        width: '148px',
        from: 'tablet',
        cell: ({ owner }) => (owner ? <bdi>{owner.name}</bdi> : <Nothing />),
      },
      {
        id: 'segment',
        header: t('segment'),
        width: '124px',
        from: 'desktop',
        cell: ({ segment }) => (segment ? words.segment(segment) : <Nothing />),
      },
      {
        id: 'lifecycle',
        header: t('lifecycle'),
        width: '116px',
        from: 'tablet',
        cell: ({ lifecycle }) => (lifecycle ? words.lifecycle(lifecycle) : <Nothing />),
      },
      {
        id: 'renewal',
        header: t('renewal'),
        width: '116px',
        sort: 'renewal',
        from: 'tablet',
        cell: ({ renewalDate }) =>
          renewalDate ? <time dateTime={renewalDate}>{format.day(renewalDate)}</time> : <Nothing />,
      },
      {
        id: 'people',
        header: t('people.title'),
        width: '76px',
        align: 'end',
        from: 'desktop',
        cell: ({ stakeholderCount }) => format.number(stakeholderCount),
      },
      {
        id: 'lastActivity',
        header: t('lastActivity'),
        width: '132px',
        sort: 'lastActivity',
        from: 'tablet',
        cell: ({ lastActivityAt }) => (lastActivityAt ? <RelativeTime at={lastActivityAt} /> : <Nothing />),
      },
    ],
    // The words follow the language; the helpers made of them need not be listed one by one.
    // eslint-disable-next-line react-hooks/exhaustive-deps
    [i18n.language, format],
  );
}

/** Nothing known: a quiet dash for the eye, silence for the ear. */
function Nothing() {
  return <span aria-hidden>–</span>;
}
