import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Message } from '@/ui/Message';

/** For addresses that lead nowhere, and for records that are gone or are not ours to see. */
export function NotFound() {
  const { t } = useTranslation();
  return (
    <Message title={t('notFound.title')} text={t('notFound.text')} heading>
      <Button component={Link} to="/">
        {t('notFound.action')}
      </Button>
    </Message>
  );
}
