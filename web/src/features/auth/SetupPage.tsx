import { Alert, Button, Select, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Navigate, useRouter } from '@tanstack/react-router';
import { useState, type SyntheticEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { zones } from '@/lib/zones';
import { problemText } from '@/ui/problems';
import { setUp, setupQuery } from './api';
import { Frame } from './Frame';
import classes from './Frame.module.css';
import { NewPassword } from './NewPassword';

/** The first start: makes the organisation and its administrator. There is no default password. */
export function SetupPage() {
  const { t } = useTranslation('auth');
  const router = useRouter();
  const queryClient = useQueryClient();
  const setup = useQuery(setupQuery);
  const [details, setDetails] = useState({
    organizationName: '',
    zone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    name: '',
    email: '',
    password: '',
  });
  const change = (part: Partial<typeof details>) => setDetails((now) => ({ ...now, ...part }));

  const create = useMutation({
    mutationFn: setUp,
    meta: { showsProblem: true },
    onSuccess: async () => {
      queryClient.setQueryData(setupQuery.queryKey, { needed: false });
      await router.navigate({ to: '/' });
    },
  });
  if (setup.data?.needed === false && !create.isSuccess) return <Navigate to="/" replace />;

  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    create.mutate(details);
  };
  return (
    <Frame title={t('setup.title')} text={t('setup.text')}>
      {create.isError && (
        <Alert color="red" role="alert">
          {problemText(create.error)}
        </Alert>
      )}
      <form className={classes.form} onSubmit={submit}>
        <TextInput
          label={t('setup.organization')}
          name="organization"
          autoComplete="organization"
          dir="auto"
          required
          withAsterisk={false}
          maxLength={120}
          value={details.organizationName}
          onChange={(event) => change({ organizationName: event.currentTarget.value })}
        />
        <Select
          label={t('setup.zone')}
          description={t('setup.zoneAbout')}
          data={zones()}
          searchable
          allowDeselect={false}
          nothingFoundMessage={t('setup.zoneNone')}
          value={details.zone}
          onChange={(zone) => zone && change({ zone })}
        />
        <TextInput
          label={t('yourName')}
          name="name"
          autoComplete="name"
          dir="auto"
          required
          withAsterisk={false}
          maxLength={120}
          value={details.name}
          onChange={(event) => change({ name: event.currentTarget.value })}
        />
        <TextInput
          label={t('email')}
          type="email"
          name="email"
          autoComplete="username"
          required
          withAsterisk={false}
          value={details.email}
          onChange={(event) => change({ email: event.currentTarget.value })}
        />
        <NewPassword value={details.password} onChange={(password) => change({ password })} />
        <Button type="submit" fullWidth loading={create.isPending}>
          {t('setup.action')}
        </Button>
      </form>
    </Frame>
  );
}
