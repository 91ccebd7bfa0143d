import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { say } from '@/ui/toast';
import { ignoreSighting, resolveSighting, type Sighting } from './api';

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
    mutationFn: ({ sighting, customerId, stakeholderId, createStakeholder = true }: Resolution) =>
      resolveSighting(
        sighting.id,
        stakeholderId ? { customerId, stakeholderId } : { customerId, createStakeholder },
      ),
    onSuccess: async () => {
      say(t('unmatched.resolved'));
      await refresh();
    },
  });
  const ignore = useMutation({
    mutationFn: (sighting: Sighting) => ignoreSighting(sighting.id),
    onSuccess: refresh,
  });
  return { resolve, ignore };
}
