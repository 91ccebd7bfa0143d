import { Alert, Anchor, Button, PasswordInput, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi, Link, Navigate, useRouter } from '@tanstack/react-router';
import { useState, type SyntheticEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { meQuery, safeReturn, startPage } from '@/lib/session';
import { setupQuery, signIn } from './api';
import { Frame } from './Frame';
import classes from './Frame.module.css';
import { signInRefusal } from './refusals';

const route = getRouteApi('/login');

export function LoginPage() {
  const { t } = useTranslation('auth');
  const { from, expired, changed } = route.useSearch();
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
      {changed && !enter.isError && (
        <Alert color="green" role="status">
          {t('signIn.changed')}
        </Alert>
      )}
      {enter.isError && (
        <Alert color="red" role="alert">
          {signInRefusal(t, enter.error)}
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
        <Anchor component={Link} to="/auth/reset" size="sm">
          {t('signIn.forgotten')}
        </Anchor>
      </form>
    </Frame>
  );
}
