import { queryOptions } from '@tanstack/react-query';

/** Zoom's words in the reader's language, where Zoom itself has none: Arabic. Loaded only for those who need it. */
export const wordsQuery = (language: string) =>
  queryOptions({
    queryKey: ['zoom-words', language],
    queryFn: async (): Promise<Record<string, string> | null> =>
      language === 'ar' ? (await import('./arabic.json')).default : null,
    staleTime: Infinity,
  });
