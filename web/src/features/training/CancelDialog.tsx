import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isolate } from '@/lib/format';
import { ConfirmNamed } from '@/ui/ConfirmNamed';
import { trainingKey } from './keys';
import { ScopeChoice } from './MoveDialog';
import { cancelSession, type Scope, type Session } from './sessions';

export function CancelDialog({ session, onClose }: { session: Session; onClose: () => void }) {
  const { t } = useTranslation('training');
  const queryClient = useQueryClient();
  const [scope, setScope] = useState<Scope>('one');
  const cancel = useMutation({
    mutationFn: () => cancelSession(session.id, scope),
    onSuccess: async () => {
      await queryClient.invalidateQueries({ queryKey: trainingKey });
      onClose();
    },
    meta: { showsProblem: true },
  });
  return (
    <ConfirmNamed
      opened
      title={t('cancelSession.title', { title: isolate(session.title) })}
      action={t('cancelSession.action')}
      onConfirm={() => cancel.mutate()}
      onClose={onClose}
      pending={cancel.isPending}
      error={cancel.error}
    >
      <p>{t('cancelSession.text', { count: session.enrolled })}</p>
      {session.seriesId && <ScopeChoice value={scope} onChange={setScope} />}
    </ConfirmNamed>
  );
}
