import { ActionIcon, Alert, Anchor, Button, Tooltip } from '@mantine/core';
import { IconExternalLink, IconMaximize, IconMinimize } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Entry, FromMeeting } from '@/zoom/messages';
import { wordsQuery } from '@/zoom/words';
import { tellJoinTime, type Room, type Ticket } from './joining';
import classes from './JoinPage.module.css';
import { sinceClick } from './joinTime';
import { useFullScreen } from './useFullScreen';
import { useJoinFault } from './useJoinFault';
import { ZoomMeetingEmbed } from './ZoomMeetingEmbed';

interface Props {
  room: Room;
  ticket: Ticket;
  token: string | undefined;
  onLeft: () => void;
  /** Comes in anew: a signature that let somebody in hours ago does not do so again. */
  onAgain: () => void;
}

/** The meeting with a line above it: what it is, full screen, the way to Zoom itself, and out. */
export function MeetingRoom({ room, ticket, token, onLeft, onAgain }: Props) {
  const { t, i18n } = useTranslation('training');
  const place = useRef<HTMLDivElement>(null);
  const leave = useRef<(() => void) | null>(null);
  const full = useFullScreen(place);
  const say = useJoinFault();
  const [fault, setFault] = useState<{ code: string; reason: string }>();
  const [state, setState] = useState<'entering' | 'in' | 'reconnecting' | 'lost'>('entering');
  const words = useQuery(wordsQuery(i18n.language));
  const joinTime = useMutation({
    mutationFn: (millis: number) => tellJoinTime(room.id, token, millis),
    meta: { showsProblem: true }, // a measurement that does not arrive is nobody's problem here
  });
  const entry = useMemo(
    () => entryOf(room, ticket, i18n.language, words.data),
    [room, ticket, i18n.language, words.data],
  );
  useEffect(() => {
    document.title = `${room.title} · Rapport`;
  }, [room.title]);
  const hear = (news: FromMeeting) => {
    if (news.kind === 'asked') joinTime.mutate(sinceClick());
    else if (news.kind === 'joined') setState('in');
    else if (news.kind === 'reconnecting' || news.kind === 'lost') setState(news.kind);
    else if (news.kind === 'failed') setFault(news);
    else if (news.kind === 'left') onLeft();
  };
  const toZoom = room.zoom_join_url && (
    <Anchor className={classes.toZoom} href={room.zoom_join_url} target="_blank" rel="noreferrer">
      <IconExternalLink size={16} aria-hidden />
      <span>{t('openInZoom')}</span>
    </Anchor>
  );
  return (
    <div ref={place} className={classes.place} data-full={full.on || undefined}>
      <header className={classes.bar}>
        <h1 className={classes.title}>
          <bdi>{room.title}</bdi>
        </h1>
        <span role="status" className={classes.state}>
          {t(`room.${state}`)}
        </span>
        {toZoom}
        <Tooltip label={full.on ? t('fullScreen.leave') : t('fullScreen.enter')} withinPortal={!full.on}>
          <ActionIcon
            variant="default"
            size="lg"
            aria-pressed={full.on}
            aria-label={full.on ? t('fullScreen.leave') : t('fullScreen.enter')}
            onClick={full.toggle}
          >
            {full.on ? <IconMinimize size={18} aria-hidden /> : <IconMaximize size={18} aria-hidden />}
          </ActionIcon>
        </Tooltip>
        <Button
          color="red"
          variant="outline"
          onClick={() => {
            leave.current?.();
            if (state === 'entering' || state === 'lost') onLeft();
          }}
        >
          {t('room.leave')}
        </Button>
      </header>
      {state === 'lost' && (
        <Alert color="red" role="alert" title={t('lost.title')} className={classes.lost}>
          {t('lost.text')}
          <div className={classes.ways}>
            <Button onClick={onAgain}>{t('lost.rejoin')}</Button>
          </div>
        </Alert>
      )}
      {fault ? (
        <main className={classes.plain}>
          <Alert color="red" role="alert" title={t('joinFault.title')} maw={560}>
            {say(fault)}
            <div className={classes.ways}>
              <Button onClick={onAgain}>{t('tryAgain')}</Button>
              {toZoom}
              <Button variant="default" onClick={onLeft}>
                {t('goBack')}
              </Button>
            </div>
          </Alert>
        </main>
      ) : (
        <main className={classes.meeting}>
          {words.isPending ? null : (
            <ZoomMeetingEmbed entry={entry} title={room.title} onNews={hear} leaveRef={leave} />
          )}
        </main>
      )}
    </div>
  );
}

function entryOf(
  room: Room,
  ticket: Ticket,
  language: string,
  words: Record<string, string> | null | undefined,
): Entry {
  return {
    signature: ticket.signature,
    meetingNumber: room.zoom_meeting_id ?? '',
    customerKey: ticket.customerKey,
    userName: ticket.userName,
    userEmail: ticket.userEmail ?? undefined,
    password: ticket.password ?? undefined,
    zak: ticket.zak ?? undefined,
    sdkBaseUrl: ticket.sdkBaseUrl,
    sdkVersion: ticket.sdkVersion,
    standIn: ticket.standIn ?? undefined,
    language,
    words: words ?? undefined,
  };
}
