import { Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { LoadError } from '@/ui/LoadError';
import { RelativeTime } from '@/ui/RelativeTime';
import { RowsSkeleton } from '@/ui/RowsSkeleton';
import { invitationsQuery, withdrawInvitation } from './api';
import classes from './Form.module.css';

/** Who was invited and has not come yet. */
export function Invitations() {
  const { t } = useTranslation('settings');
  const { t: app } = useTranslation('app');
  const queryClient = useQueryClient();
  const invitations = useQuery(invitationsQuery);
  const withdraw = useMutation({
    mutationFn: withdrawInvitation,
    onSettled: () => queryClient.invalidateQueries({ queryKey: invitationsQuery.queryKey }),
  });
  return (
    <section className={classes.section}>
      <h2>{t('invitations.title')}</h2>
      {invitations.isPending ? (
        <RowsSkeleton rows={2} height={52} />
      ) : invitations.isError ? (
        <LoadError
          what={t('invitations.title')}
          error={invitations.error}
          retry={() => void invitations.refetch()}
        />
      ) : invitations.data.length === 0 ? (
        <p className={classes.quiet}>{t('invitations.none')}</p>
      ) : (
        <ul className={classes.list}>
          {invitations.data.map(({ id, email, role, expiresAt, expired, invitedBy }) => (
            <li key={id} className={classes.row}>
              <div className={classes.main}>
                <bdi>{email}</bdi>
                <div className={classes.quiet}>
                  {app(`role.${role}`)} · {t('invitations.by')} <bdi>{invitedBy}</bdi> ·{' '}
                  {expired ? t('invitations.expired') : t('invitations.expires')}{' '}
                  <RelativeTime at={expiresAt} />
                </div>
              </div>
              <Button
                variant="default"
                size="compact-sm"
                loading={withdraw.isPending && withdraw.variables === id}
                onClick={() => withdraw.mutate(id)}
              >
                {t('invitations.withdraw')}
              </Button>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
