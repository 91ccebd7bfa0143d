import { Anchor, Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi, useRouter } from '@tanstack/react-router';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { NotFound } from '@/app/NotFound';
import { isLanguage, speak } from '@/i18n';
import { listen } from '@/lib/live';
import { Problem } from '@/lib/problem';
import { meQuery, safeReturn } from '@/lib/session';
import { Message } from '@/ui/Message';
import { PageSkeleton } from '@/ui/PageSkeleton';
import { problemText } from '@/ui/problems';
import { useServerNow } from '@/ui/useServerNow';
import { askIn, joinableQuery, type Room } from './joining';
import classes from './JoinPage.module.css';
import { MeetingRoom } from './MeetingRoom';
import { useOpening } from './wording';

const route = getRouteApi('/session/$sessionId/join');

/** The way into a session's meeting, for its host, its learners, and guests with a personal link. */
export function JoinPage() {
  const { t } = useTranslation('training');
  const { sessionId } = route.useParams();
  const { t: token } = route.useSearch();
  const room = useQuery(joinableQuery(sessionId, token));
  useTheirLanguage(token === undefined);
  useNews(token === undefined);
  if (room.isPending)
    return (
      <main className={classes.plain}>
        <PageSkeleton />
      </main>
    );
  if (room.isError) {
    const { error } = room;
    if (error instanceof Problem && error.status === 404 && token === undefined) return <Refused />;
    if (error instanceof Problem && error.status === 404)
      return <Stopped title={t('refused.linkTitle')} text={t('refused.link')} />;
    return (
      <Stopped title={t('refused.title')} text={problemText(error)}>
        <Button onClick={() => void room.refetch()}>{t('tryAgain')}</Button>
      </Stopped>
    );
  }
  return <Door key={sessionId} room={room.data} token={token} />;
}

/** Lets in who may, and tells everybody else why not yet. */
function Door({ room, token }: { room: Room; token: string | undefined }) {
  const { t } = useTranslation('training');
  const opening = useOpening();
  const now = useServerNow();
  const { from } = route.useSearch();
  const router = useRouter();
  const queryClient = useQueryClient();
  const back = () => {
    void queryClient.invalidateQueries({ queryKey: ['training'] });
    router.history.push(
      safeReturn(from) ?? (token === undefined ? '/' : `/session/${room.id}/join?t=${token}`),
    );
  };
  const ticket = useMutation({ mutationFn: () => askIn(room, token), meta: { showsProblem: true } });
  const again = room.host && room.mayStart && room.status === 'COMPLETED';
  const over =
    (room.status === 'COMPLETED' && !again) || room.status === 'CANCELLED' ? room.status : undefined;
  const shut =
    over !== undefined || (room.status !== 'IN_PROGRESS' && (!room.host || now < new Date(room.opensAt)));
  const { mutate, isIdle } = ticket;
  useEffect(() => {
    if (!shut && isIdle) mutate();
  }, [shut, isIdle, mutate]);

  // Once in, the meeting stays on the page whatever becomes of the session.
  if (ticket.data)
    return (
      <MeetingRoom
        key={ticket.submittedAt}
        room={room}
        ticket={ticket.data}
        token={token}
        onLeft={back}
        onAgain={() => mutate()}
      />
    );
  const away = (
    <Button variant="default" onClick={back}>
      {t('goBack')}
    </Button>
  );
  if (over)
    return (
      <Stopped title={room.title} text={t(`refused.${over}`)}>
        {token === undefined && away}
      </Stopped>
    );
  if (shut)
    return (
      <Stopped title={room.title} text={room.host ? opening(room.opensAt, now) : t('join.waiting')}>
        {token === undefined && away}
      </Stopped>
    );
  if (ticket.isError) {
    if (ticket.error instanceof Problem && ticket.error.status === 404) return <Refused />;
    return (
      <Stopped title={t('refused.title')} text={problemText(ticket.error)}>
        {away}
        <Button onClick={() => mutate()}>{t('tryAgain')}</Button>
        {room.zoom_join_url && (
          <Anchor href={room.zoom_join_url} target="_blank" rel="noreferrer">
            {t('openInZoom')}
          </Anchor>
        )}
      </Stopped>
    );
  }
  return (
    <main className={classes.plain} aria-busy>
      <h1 className={classes.entering}>
        {t('join.entering')} <bdi>{room.title}</bdi>
      </h1>
    </main>
  );
}

function Refused() {
  const { t } = useTranslation('training');
  const me = useQuery({ ...meQuery, enabled: false }).data;
  if (!me) return <NotFound />;
  return <Stopped title={t('refused.title')} text={t('refused.notEnrolled', { email: me.email })} />;
}

function Stopped({ title, text, children }: { title: string; text: string; children?: React.ReactNode }) {
  return (
    <main className={classes.plain}>
      <Message title={title} text={text} heading>
        {children}
      </Message>
    </main>
  );
}

/** This page stands outside the shell, which does these two elsewhere. */
function useNews(wanted: boolean) {
  const queryClient = useQueryClient();
  useEffect(() => (wanted ? listen(queryClient) : undefined), [wanted, queryClient]);
}

function useTheirLanguage(wanted: boolean) {
  const { i18n } = useTranslation();
  const locale = useQuery({ ...meQuery, enabled: false }).data?.locale;
  useEffect(() => {
    if (wanted && isLanguage(locale) && locale !== i18n.language) void speak(locale);
    // Only when the profile changes.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [wanted, locale]);
}
