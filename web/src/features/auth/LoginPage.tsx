import { Alert, Button, PasswordInput, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi, Navigate, useRouter } from '@tanstack/react-router';
import { useState, type SyntheticEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Problem } from '@/lib/problem';
import { meQuery, safeReturn, startPage } from '@/lib/session';
import { problemText } from '@/ui/problems';
import { setupQuery, signIn } from './api';
import { Frame } from './Frame';
import classes from './Frame.module.css';

const route = getRouteApi('/login');

export function LoginPage() {
  const { t } = useTranslation('auth');
  const { from, expired } = route.useSearch();
  const router = useRouter();
  const queryClient = useQueryClient();
  const setup = useQuery(setupQuery);
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');

  const enter = useMutation({
    mutationFn: signIn,
    meta: { showsProblem: true },
    onSuccess: async () => {
      queryClient.removeQueries({ queryKey: meQuery.queryKey });
      const me = await queryClient.query(meQuery);
      router.history.replace(safeReturn(from) ?? startPage(me));
    },
  });
  if (setup.data?.needed) return <Navigate to="/setup" replace />;

  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    enter.mutate({ email, password });
  };
  return (
    <Frame title={t('signIn.title')}>
      {expired && !enter.isError && <Alert color="gray">{t('signIn.expired')}</Alert>}
      {enter.isError && (
        <Alert color="red" role="alert">
          {refusal(enter.error)}
        </Alert>
      )}
      <form className={classes.form} onSubmit={submit}>
        <TextInput
          label={t('email')}
          type="email"
          name="email"
          autoComplete="username"
          required
          withAsterisk={false}
          value={email}
          onChange={(event) => setEmail(event.currentTarget.value)}
        />
        <PasswordInput
          label={t('password')}
          name="password"
          autoComplete="current-password"
          required
          withAsterisk={false}
          visibilityToggleButtonProps={{ 'aria-label': t('showPassword') }}
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
        />
        <Button type="submit" fullWidth loading={enter.isPending}>
          {t('signIn.action')}
        </Button>
      </form>
    </Frame>
  );

  function refusal(error: unknown): string {
    if (error instanceof Problem) {
      if (error.code === 'sign_in_failed' || error.status === 401) return t('signIn.failed');
      if (error.code === 'locked_out')
        return t('signIn.locked', { count: Math.max(1, Math.ceil((error.retryAfter ?? 60) / 60)) });
    }
    return problemText(error);
  }
}
