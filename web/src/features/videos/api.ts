import { queryOptions } from '@tanstack/react-query';
import { api, segment } from '@/lib/api';
import type { Ref } from '@/lib/customers';
import { pagesOf } from '@/lib/pages';

export const videoStates = ['processing', 'ready', 'failed'] as const;
export type VideoState = (typeof videoStates)[number];

export interface Metrics {
  views: number;
  uniqueViewers: number;
  /** The mean share watched over viewers; null while nobody has watched. */
  completionRate: number | null;
  watchSeconds: number;
  ctaClicks: number;
  asOf: string;
}

/** What was refused or broke, by a code with the values of its sentence. */
export interface Failure {
  code: string;
  detail: string;
  values?: Readonly<Record<string, unknown>>;
}

export interface Playback {
  hls: string | null;
  mp4: string | null;
  expiresAt: string | null;
}

export interface Rendition {
  height: number | null;
  width: number | null;
  bitrate: number;
  codecs: string;
  bytes: number;
}

export interface Video {
  id: string;
  title: string;
  origin: 'upload' | 'loom' | 'render';
  state: VideoState;
  progress: number;
  remainingSeconds: number | null;
  durationSeconds: number | null;
  width: number | null;
  height: number | null;
  renditions?: Rendition[];
  error: Failure | null;
  poster: string | null;
  playback: Playback | null;
  customerId: string | null;
  tags: string[];
  owner: Ref | null;
  createdAt: string;
  metrics: Metrics | null;
}

export interface ListFilters {
  query?: string;
  customer?: string;
  tag?: string;
  state?: string;
}

/** Work in progress is asked after again and again: its progress is nobody's news but the reader's. */
export const whileWorking = 2000;

export const listKey = ['videos', 'list'] as const;

export const videosQuery = ({ query, customer, tag, state }: ListFilters) => ({
  ...pagesOf<Video>(listKey, '/api/videos', { q: query, customerId: customer, tag, state, limit: 48 }),
  refetchInterval: (asked: { state: { data?: { pages: { items: Video[] }[] } } }) =>
    asked.state.data?.pages.some(({ items }) => items.some(isProcessing)) ? whileWorking : false,
});

const isProcessing = ({ state }: Video) => state === 'processing';

export const videoKey = (id: string) => ['videos', id] as const;

export const videoQuery = (id: string) =>
  queryOptions({
    queryKey: videoKey(id),
    queryFn: ({ signal }) => api.get<Video>(`/api/videos/${segment(id)}`, { signal }),
    refetchInterval: ({ state }) => (state.data && isProcessing(state.data) ? whileWorking : false),
  });

export interface NewVideo {
  title: string;
  /** The id of a finished upload, or its address. */
  uploadId: string;
  customerId?: string;
  tags?: string[];
}

export const createVideo = (given: NewVideo) => api.post<Video>('/api/videos', { body: given });

/** Null empties a field; what is left out stays. */
export const changeVideo = (
  id: string,
  change: { title?: string; customerId?: string | null; tags?: string[] },
) => api.patch<Video>(`/api/videos/${segment(id)}`, { body: change });

export const deleteVideo = (id: string) => api.delete(`/api/videos/${segment(id)}`);
