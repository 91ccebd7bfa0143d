import { useMutation, useQueryClient } from '@tanstack/react-query';
import { speak, type Language } from '@/i18n';
import { api } from '@/lib/api';
import { meQuery } from '@/lib/session';

export function useSignOut(): () => void {
  const leave = useMutation({
    mutationFn: () => api.post('/api/auth/logout'),
    // A full load leaves nothing of this person's data in memory.
    onSuccess: () => window.location.assign('/login'),
  });
  return () => leave.mutate();
}

/** Switches at once and remembers in the profile, so that the next device speaks the same. */
export function useLanguageChoice(): (language: Language) => void {
  const queryClient = useQueryClient();
  const remember = useMutation({
    mutationFn: (locale: Language) => api.patch('/api/me', { body: { locale } }),
    onSuccess: (_answer, locale) =>
      queryClient.setQueryData(meQuery.queryKey, (me) => me && { ...me, locale }),
  });
  return (language) => {
    void speak(language);
    remember.mutate(language);
  };
}
