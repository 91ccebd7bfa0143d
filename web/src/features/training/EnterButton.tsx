import { Button } from '@mantine/core';
import { useLocation, useRouter } from '@tanstack/react-router';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { isolate } from '@/lib/format';
import { LinkButton } from '@/ui/LinkButton';
import { useServerNow } from '@/ui/useServerNow';
import classes from './EnterButton.module.css';
import { noteClick } from './joinTime';
import type { Session } from './sessions';
import { useOpening } from './wording';

interface Props {
  session: Session;
  /** Among rows there is no room for much. */
  compact?: boolean;
}

/**
 * The way into a session: "Start session" for its host, "Join session" for everybody else. While it is shut it says why, and
 * it opens by itself. A session that was ended too early can be started again, on its own page.
 */
export function EnterButton({ session, compact = false }: Props) {
  const { t } = useTranslation('training');
  const id = useId();
  const router = useRouter();
  const from = useLocation({ select: ({ href }) => href });
  const shut = useShut(session);
  const again = session.status === 'COMPLETED' && session.mayStart && !compact;
  if ((session.status === 'COMPLETED' && !again) || session.status === 'CANCELLED') return null;
  const size = compact ? 'compact-md' : 'sm';
  const label = again
    ? t('start.reopen')
    : session.may.host
      ? session.status === 'IN_PROGRESS'
        ? t('start.again')
        : t('start.action')
      : t('join.action');
  const named = t('enterNamed', { action: label, title: isolate(session.title) });
  return (
    <span className={classes.enter} data-compact={compact || undefined}>
      {shut ? (
        <Button size={size} disabled aria-label={named} aria-describedby={id}>
          {label}
        </Button>
      ) : (
        <LinkButton
          size={size}
          aria-label={named}
          to="/session/$sessionId/join"
          params={{ sessionId: session.id }}
          search={{ from }}
          onClick={noteClick}
          onPointerEnter={() => void router.loadRouteChunk(router.routesByPath['/session/$sessionId/join'])}
        >
          {label}
        </LinkButton>
      )}
      {shut && (
        <span id={id} className={classes.why}>
          {shut}
        </span>
      )}
    </span>
  );
}

/** Why one cannot enter yet; nothing once one can. The server decides again. */
function useShut(session: Session): string | undefined {
  const { t } = useTranslation('training');
  const opening = useOpening();
  const now = useServerNow();
  const { status, may, meeting, opensAt } = session;
  if (!may.host) return status === 'IN_PROGRESS' ? undefined : t('join.notStarted');
  if (status !== 'IN_PROGRESS' && now < new Date(opensAt)) return opening(opensAt, now);
  if (meeting.state === 'creating' || meeting.state === 'failed' || meeting.state === 'none')
    return t(meeting.state === 'creating' ? 'start.creating' : 'start.noMeeting');
  return undefined;
}
