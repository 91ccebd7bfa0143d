import { queryOptions } from '@tanstack/react-query';
import { api, segment, type Page } from '@/lib/api';
import { alike } from './names';

interface Spoken {
  spoken: { words: string; by: string }[];
}

/** What is said in the personal videos of a video that nobody recorded, each once. */
export const spokenNamesQuery = (video: string) =>
  queryOptions({
    queryKey: ['videos', video, 'personal', 'spoken-names'],
    queryFn: async ({ signal }) => {
      const names = new Map<string, string>();
      let cursor: string | null = null;
      do {
        const page: Page<Spoken> = await api.get(`/api/videos/${segment(video)}/personal`, {
          query: { limit: 200, cursor },
          signal,
        });
        for (const { words, by } of page.items.flatMap(({ spoken }) => spoken))
          if (by !== 'recorded') names.set(alike(words), words);
        cursor = page.nextCursor;
      } while (cursor !== null && names.size < 2000);
      return [...names.values()];
    },
  });
