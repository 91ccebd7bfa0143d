import { Button } from '@mantine/core';
import { useQueryErrorResetBoundary } from '@tanstack/react-query';
import { useRouter, type ErrorComponentProps } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Problem } from '@/lib/problem';
import { Message } from '@/ui/Message';
import { problemText } from '@/ui/problems';
import { NotFound } from './NotFound';

/** A page that could not be shown: says what happened and offers to try again. */
export function RouteFailure({ error, reset }: ErrorComponentProps) {
  const { t } = useTranslation();
  const router = useRouter();
  const queries = useQueryErrorResetBoundary();
  if (error instanceof Problem && error.status === 404) return <NotFound />;
  const retry = () => {
    queries.reset();
    reset();
    void router.invalidate();
  };
  return (
    <Message title={t('failure.title')} text={problemText(error)} heading>
      <Button onClick={retry}>{t('retry')}</Button>
    </Message>
  );
}
