import { Alert, Button, Skeleton, TextInput } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { getRouteApi, Link, useRouter } from '@tanstack/react-router';
import { useState, type SyntheticEvent } from 'react';
import { Trans, useTranslation } from 'react-i18next';
import { problemText } from '@/ui/problems';
import { acceptInvitation, invitationQuery, type Invitation } from './api';
import { Frame } from './Frame';
import classes from './Frame.module.css';
import { NewPassword } from './NewPassword';

const route = getRouteApi('/invitation/$token');

export function InvitationPage() {
  const { t } = useTranslation('auth');
  const { token } = route.useParams();
  const invitation = useQuery(invitationQuery(token));
  if (invitation.isPending) {
    return (
      <Frame title={t('invitation.title')}>
        <Skeleton h={200} mt="lg" aria-label={t('invitation.loading')} />
      </Frame>
    );
  }
  if (invitation.isError) {
    return (
      <Frame title={t('invitation.goneTitle')} text={t('invitation.gone')}>
        <Button component={Link} to="/login" variant="default">
          {t('signIn.action')}
        </Button>
      </Frame>
    );
  }
  return <Accept token={token} invitation={invitation.data} />;
}

function Accept({ token, invitation }: { token: string; invitation: Invitation }) {
  const { t } = useTranslation('auth');
  const router = useRouter();
  const [name, setName] = useState(invitation.name ?? '');
  const [password, setPassword] = useState('');
  const accept = useMutation({
    mutationFn: () => acceptInvitation(token, { name, password }),
    meta: { showsProblem: true },
    onSuccess: () => router.navigate({ to: '/' }),
  });
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    accept.mutate();
  };
  return (
    <Frame
      title={t('invitation.title')}
      text={
        <Trans
          t={t}
          i18nKey="invitation.text"
          values={{ organization: invitation.organizationName, email: invitation.email }}
          components={{ bdi: <bdi />, b: <b /> }}
        />
      }
    >
      {accept.isError && (
        <Alert color="red" role="alert">
          {problemText(accept.error)}
        </Alert>
      )}
      <form className={classes.form} onSubmit={submit}>
        <TextInput
          label={t('yourName')}
          name="name"
          autoComplete="name"
          dir="auto"
          required
          withAsterisk={false}
          maxLength={120}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        {/* So that password managers store the right account. */}
        <input type="hidden" name="email" autoComplete="username" value={invitation.email} />
        <NewPassword value={password} onChange={setPassword} />
        <Button type="submit" fullWidth loading={accept.isPending}>
          {t('invitation.action')}
        </Button>
      </form>
    </Frame>
  );
}
