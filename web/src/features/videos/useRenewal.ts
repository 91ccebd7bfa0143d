import { useQueryClient } from '@tanstack/react-query';
import { videoQuery, type Playback } from './api';

/** The way to new addresses of a video's bytes. */
export function useRenewal(videoId: string): () => Promise<Playback | null> {
  const queryClient = useQueryClient();
  return async () => (await queryClient.query({ ...videoQuery(videoId), staleTime: 0 })).playback;
}
