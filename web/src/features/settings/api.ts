import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from '@/lib/api';
import { meQuery, type Me } from '@/lib/session';

export type ProfileChange = Partial<Pick<Me, 'name' | 'locale' | 'zone' | 'singleKeyShortcuts'>>;

/** Changes the profile and what the open page knows of it. */
export function useProfileChange() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (change: ProfileChange) => api.patch('/api/me', { body: change }),
    onSuccess: (_answer, change) => {
      queryClient.setQueryData(meQuery.queryKey, (me) => me && { ...me, ...change });
      return queryClient.invalidateQueries({ queryKey: meQuery.queryKey });
    },
  });
}
