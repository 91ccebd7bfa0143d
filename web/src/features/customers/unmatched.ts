import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { offerUndo, say } from '@/ui/toast';
import { ignoreSighting, reopenSighting, resolveSighting, type Sighting } from './api';

interface Resolution {
  sighting: Sighting;
  customerId: string;
  stakeholderId?: string;
  /** Also adds the person to the customer, so that the next one is recognised exactly. */
  createStakeholder?: boolean;
}

export function useUnmatchedActions() {
  const { t } = useTranslation('customers');
  const queryClient = useQueryClient();
  const refresh = () =>
    Promise.all([
      queryClient.invalidateQueries({ queryKey: ['unmatched'] }),
      queryClient.invalidateQueries({ queryKey: ['customers'] }),
    ]);
  const resolve = useMutation({
    mutationFn: ({ sighting, customerId, stakeholderId, createStakeholder }: Resolution) =>
      resolveSighting(
        sighting.id,
        stakeholderId
          ? { customerId, stakeholderId }
          : { customerId, createStakeholder: createStakeholder ?? canBeAPerson(sighting) },
      ),
    onSuccess: async () => {
      say(t('unmatched.resolved'));
      await refresh();
    },
  });
  const ignore = useMutation({
    mutationFn: (sighting: Sighting) => ignoreSighting(sighting.id),
    onSuccess: async (_answer, sighting) => {
      offerUndo(t('unmatched.ignored'), async () => {
        await reopenSighting(sighting.id);
        await refresh();
      });
      await refresh();
    },
  });
  return { resolve, ignore };
}

/** Somebody with neither a name nor an address cannot be put on a list of people. */
export function canBeAPerson({ name, email }: Sighting): boolean {
  return Boolean(name ?? email);
}
