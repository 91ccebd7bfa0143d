import { ActionIcon } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './DataTable.module.css';

/** What can be done with the chosen rows; appears with the first of them. */
export function SelectionBar({
  count,
  onClear,
  children,
}: {
  count: number;
  onClear: () => void;
  children: ReactNode;
}) {
  const { t } = useTranslation('ui');
  return (
    <div className={classes.bar} role="region" aria-label={t('table.selection')}>
      <span role="status">{t('table.selected', { count })}</span>
      {children}
      <ActionIcon aria-label={t('table.clear')} onClick={onClear}>
        <IconX size={16} />
      </ActionIcon>
    </div>
  );
}
