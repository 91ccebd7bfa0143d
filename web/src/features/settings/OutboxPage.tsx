import { Anchor, Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { usePages } from '@/lib/pages';
import { DataTable, type Column } from '@/ui/DataTable';
import { EmptyState } from '@/ui/EmptyState';
import { Facts } from '@/ui/Facts';
import { LinkedText } from '@/ui/LinkedText';
import { LoadError } from '@/ui/LoadError';
import { PageHeader } from '@/ui/PageHeader';
import { RelativeTime } from '@/ui/RelativeTime';
import { StatePill, type Tone } from '@/ui/StatePill';
import { useFormat } from '@/ui/useFormat';
import { attachmentAddress, markSent, outboxQuery, type OutboxMessage } from './api';
import classes from './Form.module.css';

const tones: Record<OutboxMessage['state'], Tone> = {
  kept: 'watch',
  waiting: 'busy',
  sent: 'good',
  failed: 'risk',
};

/** Every e-mail Rapport wrote. Without a mail server a person passes them on from here. */
export function OutboxPage() {
  const { t } = useTranslation('settings');
  const queryClient = useQueryClient();
  const messages = usePages(outboxQuery);
  const mark = useMutation({
    mutationFn: markSent,
    onSettled: () => queryClient.invalidateQueries({ queryKey: ['outbox'] }),
  });
  const columns: Column<OutboxMessage>[] = [
    { id: 'subject', header: t('outbox.subject'), cell: ({ subject }) => <bdi>{subject}</bdi> },
    { id: 'to', header: t('outbox.to'), from: 'tablet', cell: ({ to }) => <bdi>{to}</bdi> },
    {
      id: 'state',
      header: t('outbox.state'),
      width: '140px',
      cell: ({ state }) => <StatePill tone={tones[state]}>{t(`outbox.states.${state}`)}</StatePill>,
    },
    {
      id: 'at',
      header: t('outbox.at'),
      width: '132px',
      from: 'tablet',
      cell: ({ createdAt }) => <RelativeTime at={createdAt} />,
    },
    {
      id: 'mark',
      header: t('outbox.actions'),
      width: '128px',
      cell: ({ id, state }) =>
        state !== 'sent' && (
          <Button
            variant="default"
            size="compact-sm"
            loading={mark.isPending && mark.variables === id}
            onClick={() => mark.mutate(id)}
          >
            {t('outbox.mark')}
          </Button>
        ),
    },
  ];
  return (
    <>
      <PageHeader title={t('outbox.title')} about={t('outbox.about')} />
      {messages.isError ? (
        <LoadError what={t('outbox.title')} error={messages.error} retry={() => void messages.refetch()} />
      ) : !messages.isPending && messages.items.length === 0 ? (
        <EmptyState title={t('outbox.empty')} text={t('outbox.emptyText')} />
      ) : (
        <DataTable
          label={t('outbox.title')}
          rows={messages.items}
          columns={columns}
          rowId={({ id }) => id}
          rowName={({ subject }) => subject}
          peek={(message) => <Letter message={message} />}
          loading={messages.isPending}
          more={messages.more}
        />
      )}
    </>
  );
}

/** The text part, with its links: the HTML part says the same and is never run here. */
function Letter({ message }: { message: OutboxMessage }) {
  const { t } = useTranslation('settings');
  const format = useFormat();
  return (
    <>
      <Facts
        facts={[
          [t('outbox.to'), <bdi key="to">{message.to}</bdi>],
          [t('outbox.at'), format.moment(message.createdAt)],
          [t('outbox.sentAt'), message.sentAt && format.moment(message.sentAt)],
          [
            t('outbox.attachment'),
            message.attachment && (
              <Anchor key="attachment" href={attachmentAddress(message.id)} download>
                <bdi>{message.attachment}</bdi>
              </Anchor>
            ),
          ],
          [t('outbox.error'), message.error && <bdi key="error">{message.error}</bdi>],
        ]}
      />
      <div className={classes.letter} dir="auto">
        <LinkedText text={message.text} />
      </div>
    </>
  );
}
