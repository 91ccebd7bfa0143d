import { Alert, Button, PasswordInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState, type SyntheticEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { NewPassword } from '@/features/auth/NewPassword';
import { hasCode } from '@/lib/problem';
import { useMe } from '@/lib/session';
import { LoadError } from '@/ui/LoadError';
import { PageHeader } from '@/ui/PageHeader';
import { problemText } from '@/ui/problems';
import { RelativeTime } from '@/ui/RelativeTime';
import { RowsSkeleton } from '@/ui/RowsSkeleton';
import { Saved } from '@/ui/Saved';
import { changePassword, endOtherSessions, endSession, sessionsQuery, type Session } from './api';
import { deviceOf } from './device';
import classes from './Form.module.css';

export function SecurityPage() {
  const { t } = useTranslation('settings');
  return (
    <>
      <PageHeader title={t('security.title')} about={t('security.about')} />
      <PasswordForm />
      <SessionList />
    </>
  );
}

function PasswordForm() {
  const { t } = useTranslation('settings');
  const me = useMe();
  const queryClient = useQueryClient();
  const [current, setCurrent] = useState('');
  const [fresh, setFresh] = useState('');
  const change = useMutation({
    mutationFn: changePassword,
    meta: { showsProblem: true },
    onSuccess: () => {
      setCurrent('');
      setFresh('');
      return queryClient.invalidateQueries({ queryKey: sessionsQuery.queryKey });
    },
  });
  const wrong = hasCode(change.error, 'wrong_password');
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    change.mutate({ current, new: fresh });
  };
  return (
    <form className={classes.form} onSubmit={submit}>
      <input type="hidden" name="email" autoComplete="username" value={me.email} />
      {change.isError && !wrong && (
        <Alert color="red" role="alert">
          {problemText(change.error)}
        </Alert>
      )}
      <PasswordInput
        label={t('security.current')}
        name="current-password"
        autoComplete="current-password"
        required
        withAsterisk={false}
        error={wrong && t('security.wrong')}
        visibilityToggleButtonProps={{ 'aria-label': t('security.show') }}
        value={current}
        onChange={(event) => setCurrent(event.currentTarget.value)}
      />
      <NewPassword label={t('security.new')} value={fresh} onChange={setFresh} />
      <div className={classes.actions}>
        <Button type="submit" loading={change.isPending}>
          {t('security.change')}
        </Button>
        <Saved when={change.isSuccess && current === ''} />
      </div>
    </form>
  );
}

function SessionList() {
  const { t } = useTranslation('settings');
  const queryClient = useQueryClient();
  const sessions = useQuery(sessionsQuery);
  const refresh = () => queryClient.invalidateQueries({ queryKey: sessionsQuery.queryKey });
  const end = useMutation({ mutationFn: endSession, onSuccess: refresh });
  const endOthers = useMutation({ mutationFn: endOtherSessions, onSuccess: refresh });
  return (
    <section className={classes.section}>
      <div className={classes.head}>
        <h2>{t('security.sessions')}</h2>
        {(sessions.data?.length ?? 0) > 1 && (
          <Button
            variant="default"
            size="compact-sm"
            loading={endOthers.isPending}
            onClick={() => endOthers.mutate()}
          >
            {t('security.endOthers')}
          </Button>
        )}
      </div>
      {sessions.isPending ? (
        <RowsSkeleton rows={2} height={52} />
      ) : sessions.isError ? (
        <LoadError
          what={t('security.sessions')}
          error={sessions.error}
          retry={() => void sessions.refetch()}
        />
      ) : (
        <ul className={classes.list}>
          {sessions.data.map((session) => (
            <li key={session.id} className={classes.row}>
              <div className={classes.main}>
                <Device session={session} />
                <div className={classes.quiet}>
                  <bdi>{session.address}</bdi> · {t('security.lastSeen')}{' '}
                  <RelativeTime at={session.lastSeenAt} />
                </div>
              </div>
              {session.current ? (
                <span className={classes.quiet}>{t('security.thisOne')}</span>
              ) : (
                <Button
                  variant="default"
                  size="compact-sm"
                  loading={end.isPending && end.variables === session.id}
                  onClick={() => end.mutate(session.id)}
                >
                  {t('security.end')}
                </Button>
              )}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function Device({ session }: { session: Session }) {
  const { t } = useTranslation('settings');
  const { browser, system } = deviceOf(session.userAgent);
  return (
    <div title={session.userAgent}>
      {browser && system ? t('security.device', { browser, system }) : (browser ?? session.userAgent)}
    </div>
  );
}
