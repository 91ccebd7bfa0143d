import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Column } from '@/ui/DataTable';
import { StatePill } from '@/ui/StatePill';
import type { Learner } from './cohorts';

/** A learner in a table, wherever learners are listed. */
export function useLearnerColumns(): Column<Learner>[] {
  const { t } = useTranslation('training');
  return useMemo(
    () => [
      { id: 'name', header: t('field.name'), cell: ({ name, email }) => <bdi>{name || email}</bdi> },
      { id: 'email', header: t('field.email'), from: 'tablet', cell: ({ email }) => <bdi>{email}</bdi> },
      {
        id: 'customer',
        header: t('field.customer'),
        from: 'tablet',
        cell: ({ customer }) => (customer ? <bdi>{customer.name}</bdi> : '–'),
      },
      {
        id: 'account',
        header: t('field.account'),
        width: '140px',
        cell: ({ hasAccount }) => (
          <StatePill tone={hasAccount ? 'good' : 'none'}>
            {t(hasAccount ? 'account.own' : 'account.link')}
          </StatePill>
        ),
      },
    ],
    [t],
  );
}
