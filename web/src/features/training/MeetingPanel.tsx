import { Alert, Anchor, Button } from '@mantine/core';
import { IconExternalLink } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Said } from '@/said/Said';
import { Section } from '@/ui/Section';
import { StatePill } from '@/ui/StatePill';
import { useFormat } from '@/ui/useFormat';
import { trainingKey } from './keys';
import classes from './SessionPage.module.css';
import { retryMeeting, type Session } from './sessions';
import { meetingTones } from './wording';

/** The session's meeting at Zoom: whether it is there, and if not, why and when it is tried again. */
export function MeetingPanel({ session }: { session: Session }) {
  const { t } = useTranslation('training');
  const format = useFormat();
  const queryClient = useQueryClient();
  const { id, meeting, may, zoom_meeting_id, zoom_join_url } = session;
  const retry = useMutation({
    mutationFn: () => retryMeeting(id),
    onSettled: () => queryClient.invalidateQueries({ queryKey: trainingKey }),
  });
  const waiting = meeting.state === 'failed' || meeting.attempts > 1;
  return (
    <Section title={t('meeting.title')}>
      <div className={classes.meeting}>
        <StatePill tone={meetingTones[meeting.state]}>{t(`meeting.${meeting.state}`)}</StatePill>
        {meeting.error && meeting.state !== 'ready' && (
          <Alert color={meeting.state === 'failed' ? 'red' : 'yellow'} w="100%">
            <Said english={meeting.error} words={meeting.code ? { code: `zoom_${meeting.code}` } : null} />
            {waiting && meeting.nextAttemptAt && (
              <div>
                {t('meeting.next', { attempts: meeting.attempts, at: format.time(meeting.nextAttemptAt) })}
              </div>
            )}
          </Alert>
        )}
        {may.edit && meeting.state !== 'ready' && waiting && (
          <Button variant="default" loading={retry.isPending} onClick={() => retry.mutate()}>
            {t('meeting.retry')}
          </Button>
        )}
        {zoom_meeting_id && (
          <span>
            {t('meeting.number')} <bdi className="numbers">{zoom_meeting_id}</bdi>
          </span>
        )}
        {zoom_join_url && session.status !== 'CANCELLED' && (
          <Anchor href={zoom_join_url} target="_blank" rel="noreferrer">
            {t('openInZoom')} <IconExternalLink size={14} aria-hidden />
          </Anchor>
        )}
      </div>
    </Section>
  );
}
