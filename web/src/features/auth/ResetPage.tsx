import { Alert, Button, Skeleton } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { getRouteApi, Link, useRouter } from '@tanstack/react-router';
import { useState, type SyntheticEvent } from 'react';
import { Trans, useTranslation } from 'react-i18next';
import { problemText } from '@/ui/problems';
import { resetLinkQuery, resetPassword } from './api';
import { Frame } from './Frame';
import classes from './Frame.module.css';
import { NewPassword } from './NewPassword';

const route = getRouteApi('/auth/reset/$token');

/** Where the link of the e-mail leads: the new password, then signing in with it. */
export function ResetPage() {
  const { t } = useTranslation('auth');
  const { token } = route.useParams();
  const router = useRouter();
  const link = useQuery(resetLinkQuery(token));
  const [password, setPassword] = useState('');
  const reset = useMutation({
    mutationFn: () => resetPassword(token, password),
    meta: { showsProblem: true },
    onSuccess: () => router.navigate({ to: '/login', search: { changed: true }, replace: true }),
  });
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    reset.mutate();
  };
  if (link.isPending) {
    return (
      <Frame title={t('reset.title')}>
        <Skeleton h={140} mt="lg" aria-label={t('reset.loading')} />
      </Frame>
    );
  }
  if (link.isError) {
    return (
      <Frame title={t('reset.goneTitle')} text={t('reset.gone')}>
        <Button component={Link} to="/auth/reset" fullWidth>
          {t('reset.again')}
        </Button>
      </Frame>
    );
  }
  return (
    <Frame
      title={t('reset.title')}
      text={
        <Trans t={t} i18nKey="reset.text" values={{ email: link.data.email }} components={{ bdi: <bdi /> }} />
      }
    >
      {reset.isError && (
        <Alert color="red" role="alert">
          {problemText(reset.error)}
        </Alert>
      )}
      <form className={classes.form} onSubmit={submit}>
        {/* So that password managers store the right account. */}
        <input type="hidden" name="email" autoComplete="username" value={link.data.email} />
        <NewPassword label={t('reset.newPassword')} value={password} onChange={setPassword} />
        <Button type="submit" fullWidth loading={reset.isPending}>
          {t('reset.action')}
        </Button>
      </form>
    </Frame>
  );
}
