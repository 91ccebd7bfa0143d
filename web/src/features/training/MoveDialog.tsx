import { Radio, Stack, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { fromField, toField } from '@/lib/zoned';
import { FormDialog } from '@/ui/FormDialog';
import { trainingKey } from './keys';
import { SaveWarnings } from './SaveWarnings';
import { SessionFields, type Timing } from './SessionFields';
import { changeSession, type Scope, type Session, type Warning } from './sessions';

/** Moves a session; its meeting and everybody's calendar follow. */
export function MoveDialog({ session, onClose }: { session: Session; onClose: () => void }) {
  const { t } = useTranslation('training');
  const queryClient = useQueryClient();
  const [title, setTitle] = useState(session.title);
  const [timing, setTiming] = useState<Timing>({
    instructor: session.instructor?.id ?? null,
    others: session.alternative_hosts.map(({ id }) => id),
    start: toField(new Date(session.start_time), session.zone),
    zone: session.zone,
    duration: session.duration,
  });
  const [scope, setScope] = useState<Scope>('one');
  const [warnings, setWarnings] = useState<Warning[]>();
  const save = useMutation({
    mutationFn: () =>
      changeSession(session.id, {
        title: title.trim(),
        instructor_id: timing.instructor ?? undefined,
        alternative_hosts: timing.others,
        start_time: fromField(timing.start, timing.zone).toISOString(),
        duration: timing.duration,
        zone: timing.zone,
        scope,
      }),
    onSuccess: async (saved) => {
      await queryClient.invalidateQueries({ queryKey: trainingKey });
      if (saved.warnings?.length) setWarnings(saved.warnings);
      else onClose();
    },
    meta: { showsProblem: true },
  });
  if (warnings) return <SaveWarnings title={t('move.doneWith')} warnings={warnings} onClose={onClose} />;
  return (
    <FormDialog
      title={t('move.title')}
      action={t('move.save')}
      ready={title.trim() !== '' && timing.start !== '' && timing.duration !== undefined}
      save={save}
      onClose={onClose}
    >
      <TextInput
        label={t('field.title')}
        required
        withAsterisk={false}
        maxLength={200}
        dir="auto"
        data-autofocus
        value={title}
        onChange={(event) => setTitle(event.currentTarget.value)}
      />
      <SessionFields
        timing={timing}
        known={session.instructor ? [session.instructor, ...session.alternative_hosts] : undefined}
        onChange={(part) => setTiming((now) => ({ ...now, ...part }))}
      />
      {session.seriesId && <ScopeChoice value={scope} onChange={setScope} />}
    </FormDialog>
  );
}

/** Of a series: this one, or this one and those after it. */
export function ScopeChoice({ value, onChange }: { value: Scope; onChange: (scope: Scope) => void }) {
  const { t } = useTranslation('training');
  return (
    <Radio.Group label={t('scope.label')} value={value} onChange={onChange}>
      <Stack gap={8} mt={6}>
        <Radio value="one" label={t('scope.one')} />
        <Radio value="following" label={t('scope.following')} />
      </Stack>
    </Radio.Group>
  );
}
