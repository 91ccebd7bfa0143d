import { Button, Group } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Trans, useTranslation } from 'react-i18next';
import { RelativeTime } from '@/ui/RelativeTime';
import { Section } from '@/ui/Section';
import { decide, requestsQuery } from './api';
import classes from './IntegrationsPage.module.css';

/** What members asked to connect. Shown only while somebody waits. */
export function Approvals() {
  const { t } = useTranslation('integrations');
  const queryClient = useQueryClient();
  const requests = useQuery(requestsQuery);
  const settle = useMutation({
    mutationFn: ({ id, verdict }: { id: string; verdict: 'approve' | 'decline' }) => decide(id, verdict),
    onSettled: () => queryClient.invalidateQueries({ queryKey: requestsQuery.queryKey }),
  });
  if (!requests.data || requests.data.length === 0) return null;
  return (
    <div className={classes.approvals}>
      <Section title={t('approvals.title')} count={requests.data.length}>
        <ul className={classes.list}>
          {requests.data.map(({ id, requestedBy, providerName, requestedAt }) => (
            <li key={id} className={classes.approval}>
              <p>
                <Trans
                  t={t}
                  i18nKey="approvals.asks"
                  values={{ who: requestedBy, provider: providerName }}
                  components={{ who: <bdi />, provider: <b /> }}
                />{' '}
                <span className={classes.dim}>
                  <RelativeTime at={requestedAt} />
                </span>
              </p>
              <Group gap="xs">
                <Button
                  size="compact-md"
                  loading={settle.isPending && settle.variables.id === id}
                  onClick={() => settle.mutate({ id, verdict: 'approve' })}
                >
                  {t('approvals.approve')}
                </Button>
                <Button
                  size="compact-md"
                  variant="default"
                  disabled={settle.isPending && settle.variables.id === id}
                  onClick={() => settle.mutate({ id, verdict: 'decline' })}
                >
                  {t('approvals.decline')}
                </Button>
              </Group>
            </li>
          ))}
        </ul>
      </Section>
    </div>
  );
}
