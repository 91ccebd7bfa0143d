import { Checkbox, Radio, Select, Stack } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isolate } from '@/lib/format';
import { FormDialog } from '@/ui/FormDialog';
import { attendanceQuery, resolve, type Attendee, type Unmatched } from './attendance';

interface Props {
  sessionId: string;
  participant: Unmatched;
  attendees: Attendee[];
  onClose: () => void;
}

/** Says who somebody was; remembered, it need not be said again. */
export function ResolveDialog({ sessionId, participant, attendees, onClose }: Props) {
  const { t } = useTranslation('training');
  const queryClient = useQueryClient();
  const [who, setWho] = useState('learner');
  const [userId, setUserId] = useState<string | null>(null);
  const [remember, setRemember] = useState(true);
  const save = useMutation({
    mutationFn: () =>
      resolve(
        sessionId,
        participant.id,
        who === 'staff' ? { staff: true, remember } : { userId: userId ?? '', remember },
      ),
    onSuccess: async () => {
      await queryClient.invalidateQueries({ queryKey: attendanceQuery(sessionId).queryKey });
      onClose();
    },
    meta: { showsProblem: true },
  });
  return (
    <FormDialog
      title={t('unmatched.who', { name: isolate(participant.name ?? t('unnamed')) })}
      action={t('unmatched.save')}
      ready={who === 'staff' || userId !== null}
      save={save}
      onClose={onClose}
    >
      <Radio.Group aria-label={t('unmatched.whoLabel')} value={who} onChange={setWho}>
        <Stack gap={8}>
          <Radio value="learner" label={t('unmatched.learner')} />
          <Radio value="staff" label={t('unmatched.staff')} description={t('unmatched.staffAbout')} />
        </Stack>
      </Radio.Group>
      {who === 'learner' && (
        <Select
          label={t('unmatched.person')}
          data={attendees.map(({ userId: value, name, email }) => ({
            value,
            label: name ? `${isolate(name)} · ${isolate(email)}` : email,
          }))}
          searchable
          nothingFoundMessage={t('noneFound')}
          value={userId}
          onChange={setUserId}
        />
      )}
      <Checkbox
        label={t('unmatched.remember')}
        checked={remember}
        onChange={(event) => setRemember(event.currentTarget.checked)}
      />
    </FormDialog>
  );
}
