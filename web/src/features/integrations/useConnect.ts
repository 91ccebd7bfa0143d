import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { say } from '@/ui/toast';
import { connect, type ConnectRequest } from './api';

/** Sends the browser to the provider's consent page, or asks those who may. */
export function useConnect(provider: string) {
  const { t } = useTranslation('integrations');
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (request: ConnectRequest) => connect(provider, request),
    onSuccess: async (begun) => {
      if ('authorizeUrl' in begun) {
        window.location.assign(begun.authorizeUrl);
        return;
      }
      say(t('request.sent'));
      await queryClient.invalidateQueries({ queryKey: ['integrations'] });
    },
  });
}
