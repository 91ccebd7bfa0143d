import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { isolate } from '@/lib/format';
import { offerUndo } from '@/ui/toast';
import { attendanceQuery, override, undoOverride, type Attendee } from './attendance';
import type { Session } from './sessions';

/** One click turns present to absent or back; it can be taken back, and the reason can be told afterwards. */
export function Correct({ session, attendee }: { session: Session; attendee: Attendee }) {
  const { t } = useTranslation('training');
  const queryClient = useQueryClient();
  const refresh = () => queryClient.invalidateQueries({ queryKey: attendanceQuery(session.id).queryKey });
  const to = attendee.status === 'present' || attendee.status === 'late' ? 'absent' : 'present';
  const name = isolate(attendee.name || attendee.email);
  const change = useMutation({
    mutationFn: () => override(session.id, attendee.userId, to, t('override.usualReason')),
    onSuccess: async () => {
      const before = attendee.override;
      offerUndo(t(`override.said.${to}`, { name }), async () => {
        if (before) await override(session.id, attendee.userId, before.status, before.reason);
        else await undoOverride(session.id, attendee.userId);
        await refresh();
      });
      await refresh();
    },
  });
  return (
    <Button
      size="compact-sm"
      variant="default"
      loading={change.isPending}
      aria-label={t(`override.nameIt.${to}`, { name })}
      onClick={() => change.mutate()}
    >
      {t(`override.mark.${to}`)}
    </Button>
  );
}
