import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { isFromMeeting, type Entry, type FromMeeting, type ToMeeting } from '@/zoom/messages';
import classes from './JoinPage.module.css';

interface Props {
  entry: Entry;
  /** Names the frame. */
  title: string;
  onNews: (news: FromMeeting) => void;
  /** Set once the meeting can be left from outside. */
  leaveRef: React.RefObject<(() => void) | null>;
}

/**
 * A Zoom meeting in a frame. The SDK pins a React of its own and needs a laxer script policy than ours, so it lives on a page
 * of its own that we talk to.
 */
export function ZoomMeetingEmbed({ entry, title, onNews, leaveRef }: Props) {
  const { t } = useTranslation('training');
  const frame = useRef<HTMLIFrameElement>(null);
  const latest = useRef({ entry, onNews });
  useEffect(() => {
    latest.current = { entry, onNews };
  });
  useEffect(() => {
    const send = (message: ToMeeting) =>
      frame.current?.contentWindow?.postMessage(message, window.location.origin);
    const hear = ({ origin, source, data }: MessageEvent<unknown>) => {
      if (origin !== window.location.origin || source !== frame.current?.contentWindow) return;
      if (!isFromMeeting(data)) return;
      if (data.kind === 'ready') send({ kind: 'enter', entry: latest.current.entry });
      latest.current.onNews(data);
    };
    window.addEventListener('message', hear);
    leaveRef.current = () => send({ kind: 'leave' });
    return () => {
      window.removeEventListener('message', hear);
      leaveRef.current = null;
    };
  }, [leaveRef]);
  return (
    <iframe
      ref={frame}
      className={classes.frame}
      src="/meeting.html"
      title={t('room.frame', { title })}
      allow="camera; microphone; display-capture; autoplay; fullscreen; clipboard-write"
    />
  );
}
