import { useTranslation } from 'react-i18next';

/** Lets a select be emptied by a button that says what it clears and that keyboard and screen reader find too. */
export function useClearable() {
  const { t } = useTranslation('ui');
  return (label: string) => ({
    clearable: true,
    clearButtonProps: {
      'aria-label': t('filter.clearOne', { label }),
      'aria-hidden': undefined,
      tabIndex: 0,
      // As large as a finger needs.
      miw: 24,
      mih: 24,
    },
  });
}
