import { Alert, Anchor, Button, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState, type SyntheticEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { askForReset } from './api';
import { Frame } from './Frame';
import classes from './Frame.module.css';
import { resetRefusal } from './refusals';

/** For who forgot the password. Says the same whether or not the address has an account. */
export function ForgottenPage() {
  const { t } = useTranslation('auth');
  const [email, setEmail] = useState('');
  const ask = useMutation({ mutationFn: askForReset, meta: { showsProblem: true } });
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    ask.mutate(email);
  };
  if (ask.isSuccess) {
    return (
      <Frame title={t('reset.sentTitle')} text={<p role="status">{t('reset.sent')}</p>}>
        <Button component={Link} to="/login" variant="default" fullWidth>
          {t('reset.back')}
        </Button>
      </Frame>
    );
  }
  return (
    <Frame title={t('reset.askTitle')} text={t('reset.askText')}>
      {ask.isError && (
        <Alert color="red" role="alert">
          {resetRefusal(t, ask.error)}
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
          maxLength={254}
          value={email}
          onChange={(event) => setEmail(event.currentTarget.value)}
        />
        <Button type="submit" fullWidth loading={ask.isPending}>
          {t('reset.ask')}
        </Button>
        <Anchor component={Link} to="/login" size="sm">
          {t('reset.back')}
        </Anchor>
      </form>
    </Frame>
  );
}
