import { Button, Menu, Skeleton, Stack } from '@mantine/core';
import { IconDots, IconEdit, IconTrash } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi, Link, useRouter } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { NotFound } from '@/app/NotFound';
import { isolate } from '@/lib/format';
import { Problem } from '@/lib/problem';
import { useMay } from '@/lib/session';
import { useShortcut } from '@/lib/shortcuts';
import { LoadError } from '@/ui/LoadError';
import { PageHeader } from '@/ui/PageHeader';
import { StatePill } from '@/ui/StatePill';
import { crmName } from '@/ui/sources';
import { offerUndo } from '@/ui/toast';
import { useFormat } from '@/ui/useFormat';
import { ActionItems } from './ActionItems';
import {
  completeConversation,
  conversationKey,
  conversationQuery,
  deleteConversation,
  restoreConversation,
  type Conversation,
} from './api';
import { ConversationDialog } from './ConversationDialog';
import classes from './ConversationPage.module.css';
import { Insights } from './Insights';
import { Participants } from './Participants';
import { SummarySection } from './SummarySection';
import { SyncPanel } from './SyncPanel';
import { Transcript } from './Transcript';
import { stateTones, useDuration } from './wording';

const route = getRouteApi('/shell/conversations/$conversationId');

/** One talk: what it came to, what was promised, where it went, and every word of it. */
export function ConversationPage() {
  const { t } = useTranslation('conversations');
  const { conversationId } = route.useParams();
  const talk = useQuery(conversationQuery(conversationId));
  if (talk.isPending) return <TalkSkeleton />;
  if (talk.isError) {
    if (talk.error instanceof Problem && [400, 404].includes(talk.error.status)) return <NotFound />;
    return <LoadError what={t('conversation')} error={talk.error} retry={() => void talk.refetch()} />;
  }
  return <Loaded key={conversationId} talk={talk.data} />;
}

function Loaded({ talk }: { talk: Conversation }) {
  const { t } = useTranslation('conversations');
  const router = useRouter();
  const queryClient = useQueryClient();
  const format = useFormat();
  const mayWrite = useMay('conversations:write');
  const [editing, setEditing] = useState(false);
  const refreshLists = () =>
    queryClient.invalidateQueries({ predicate: ({ queryKey }) => queryKey[1] === 'list' });
  const complete = useMutation({
    mutationFn: () => completeConversation(talk.id),
    onSuccess: async (completed) => {
      queryClient.setQueryData(conversationKey(talk.id), completed);
      await refreshLists();
    },
  });
  const remove = useMutation({
    mutationFn: () => deleteConversation(talk.id),
    onSuccess: async () => {
      router.history.push('/conversations');
      const title = isolate(talk.title);
      const logged = [
        ...new Set(
          (talk.sync ?? []).filter(({ remoteId }) => remoteId).map(({ crmType }) => crmName(crmType)),
        ),
      ];
      const said =
        logged.length > 0 ? t('deletedHere', { title, crms: format.list(logged) }) : t('deleted', { title });
      offerUndo(said, async () => {
        await restoreConversation(talk.id);
        await refreshLists();
      });
      await refreshLists();
    },
  });
  useShortcut({
    keys: 'Escape',
    label: t('back'),
    group: 'page',
    run: () => router.history.push('/conversations'),
  });
  useShortcut({
    keys: 'e',
    label: mayWrite ? t('edit.action') : undefined,
    group: 'page',
    run: () => setEditing(true),
    when: () => mayWrite,
  });
  return (
    <div className={classes.page}>
      <PageHeader
        title={talk.title}
        heading={<bdi>{talk.title}</bdi>}
        about={<Headline talk={talk} />}
        actions={
          mayWrite && (
            <>
              <Menu position="bottom-end">
                <Menu.Target>
                  <Button variant="default" px={9} aria-label={t('moreActions')}>
                    <IconDots size={18} aria-hidden />
                  </Button>
                </Menu.Target>
                <Menu.Dropdown>
                  <Menu.Item
                    leftSection={<IconEdit size={16} aria-hidden />}
                    onClick={() => setEditing(true)}
                  >
                    {t('edit.action')}
                  </Menu.Item>
                  <Menu.Item
                    leftSection={<IconTrash size={16} aria-hidden />}
                    onClick={() => remove.mutate()}
                  >
                    {t('delete')}
                  </Menu.Item>
                </Menu.Dropdown>
              </Menu>
              {talk.state === 'draft' && (
                <Button onClick={() => complete.mutate()} loading={complete.isPending}>
                  {t('complete')}
                </Button>
              )}
            </>
          )
        }
      />
      <div className={classes.columns}>
        <div className={classes.main}>
          <SummarySection talk={talk} />
          <Insights talk={talk} />
        </div>
        <div className={classes.side}>
          <ActionItems talk={talk} />
          <SyncPanel talk={talk} />
          <Participants talk={talk} />
        </div>
        <div className={classes.transcript}>
          <Transcript talk={talk} />
        </div>
      </div>
      {editing && <ConversationDialog talk={talk} onClose={() => setEditing(false)} />}
    </div>
  );
}

/** Whose it was, how far it is, when and how long. */
function Headline({ talk }: { talk: Conversation }) {
  const { t } = useTranslation('conversations');
  const format = useFormat();
  const duration = useDuration();
  return (
    <div className={classes.headline}>
      <StatePill tone={stateTones[talk.state]}>{t(`state.${talk.state}`)}</StatePill>
      {talk.customer ? (
        <Link to="/customers/$customerId" params={{ customerId: talk.customer.id }}>
          <bdi>{talk.customer.name}</bdi>
        </Link>
      ) : (
        <span>{t('noCustomer')}</span>
      )}
      <span>{t(`kind.${talk.kind}`)}</span>
      <time dateTime={talk.startedAt}>{format.moment(talk.startedAt)}</time>
      {talk.durationSeconds > 0 && <span>{duration(talk.durationSeconds)}</span>}
    </div>
  );
}

function TalkSkeleton() {
  const { t } = useTranslation('conversations');
  return (
    <div role="status" aria-label={t('loading')}>
      <Skeleton h={28} w={260} mb="xs" />
      <Skeleton h={16} w="50%" mb="xl" />
      <div className={classes.columns}>
        <Stack gap="sm" className={classes.main}>
          <Skeleton h={120} />
          <Skeleton h={80} />
        </Stack>
        <Stack gap="sm" className={classes.side}>
          <Skeleton h={110} />
          <Skeleton h={90} />
        </Stack>
        <Skeleton h={240} className={classes.transcript} />
      </div>
    </div>
  );
}
