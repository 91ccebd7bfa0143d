import { queryOptions } from '@tanstack/react-query';
import { api, segment, type Page } from '@/lib/api';
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

/** Where the video differs from person to person: a text shown, or words spoken, from one second to another. */
export interface Point {
  id?: string;
  kind: 'overlay' | 'speech';
  from: number;
  to: number;
  template: string | null;
  fallback: string | null;
  /** The middle of the text, as shares of the picture's width and height. */
  x: number | null;
  y: number | null;
  /** The height of its letters, as a share of the picture's. */
  size: number | null;
  color: string | null;
  background?: string | null;
  /** Shown in place of words: the id of one of the video's images; empty while none is chosen. */
  image?: string | null;
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
  /** Where the shape of its sound is. */
  waveform: string | null;
  playback: Playback | null;
  /** Another service plays it. */
  embedUrl?: string | null;
  points?: Point[];
  /** Who speaks in personal versions; null leaves it to the organisation's default. */
  voiceId?: string | null;
  /** How far it is being cut anew for points that were moved; it plays meanwhile. */
  adjusting?: { progress: number; remainingSeconds: number | null } | null;
  customerId: string | null;
  customer: Ref | null;
  tags: string[];
  owner: Ref | null;
  createdAt: string;
  metrics?: Metrics | null;
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
    refetchInterval: ({ state: { data } }) =>
      data && (isProcessing(data) || data.adjusting) ? whileWorking : false,
  });

export const tagsKey = [...listKey, 'tags'] as const;

/** The tags that videos have, those of the most videos first. */
export const tagsQuery = queryOptions({
  queryKey: tagsKey,
  queryFn: async ({ signal }) =>
    (await api.get<Page<{ tag: string; videos: number }>>('/api/videos/tags', { signal })).items,
});

export interface OverlayImage {
  id: string;
  width: number;
  height: number;
}

export const imagesKey = (video: string) => [...videoKey(video), 'images'] as const;

export const imagesQuery = (video: string) =>
  queryOptions({
    queryKey: imagesKey(video),
    queryFn: async ({ signal }) =>
      (await api.get<Page<OverlayImage>>(`/api/videos/${segment(video)}/images`, { signal })).items,
  });

export function addImage(video: string, file: File): Promise<OverlayImage> {
  const body = new FormData();
  body.set('file', file);
  return api.post<OverlayImage>(`/api/videos/${segment(video)}/images`, { body });
}

/** Where the image itself is. */
export const imageAddress = (video: string, image: string) =>
  `/api/videos/${segment(video)}/images/${segment(image)}`;

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
  change: { title?: string; customerId?: string | null; tags?: string[]; voiceId?: string | null },
) => api.patch<Video>(`/api/videos/${segment(id)}`, { body: change });

export const deleteVideo = (id: string) => api.delete(`/api/videos/${segment(id)}`);

export const restoreVideo = (id: string) => api.post(`/api/videos/${segment(id)}/restore`);

export const retryVideo = (id: string) => api.post(`/api/videos/${segment(id)}/retry`);

export interface Recipient {
  name: string | null;
  email: string | null;
}

export interface Share {
  id: string;
  url: string;
  recipient: Recipient | null;
  /** Whether it asks for a password. */
  locked: boolean;
  cta: { label: string; url: string } | null;
  personalId: string | null;
  expiresAt: string | null;
  revokedAt: string | null;
  createdAt: string;
}

export interface NewShare {
  recipient?: { name?: string; email?: string };
  password?: string;
  expiresAt?: string;
  cta?: { label: string; url: string };
  personalId?: string;
}

export const sharesKey = (video: string) => [...videoKey(video), 'shares'] as const;

export const sharesQuery = (video: string) =>
  pagesOf<Share>(sharesKey(video), `/api/videos/${segment(video)}/shares`, { limit: 20 });

export const createShare = (video: string, given: NewShare) =>
  api.post<Share>(`/api/videos/${segment(video)}/shares`, { body: given });

export const revokeShare = (video: string, share: string) =>
  api.delete(`/api/videos/${segment(video)}/shares/${segment(share)}`);

export interface Viewer {
  id: string;
  name: string | null;
  email: string | null;
  views: number;
  watchSeconds: number;
  share: number | null;
  completed: boolean;
  lastSeenAt: string;
  ctaClicks: number;
}

export interface Heat {
  second: number;
  watched: number;
}

export interface Analytics extends Metrics {
  heatmap: Heat[];
  viewersTotal: number;
}

export const analyticsQuery = (video: string) =>
  queryOptions({
    queryKey: [...videoKey(video), 'analytics'],
    queryFn: ({ signal }) => api.get<Analytics>(`/api/videos/${segment(video)}/analytics`, { signal }),
  });

export const viewersQuery = (id: string, query: string | undefined) =>
  pagesOf<Viewer>([...videoKey(id), 'viewers'], `/api/videos/${segment(id)}/viewers`, {
    q: query,
    limit: 25,
  });

/** The people of a customer, whom a link may be for. */
export const recipientsQuery = (customer: string) =>
  queryOptions({
    queryKey: ['customers', customer, 'recipients'],
    queryFn: async ({ signal }) =>
      (
        await api.get<{ stakeholders: { id: string; name: string; emails: string[] }[] }>(
          `/api/customers/${segment(customer)}`,
          { signal },
        )
      ).stakeholders,
    staleTime: 30_000,
  });

export const savePoints = (video: string, points: readonly Point[]) =>
  api.put(`/api/videos/${segment(video)}/points`, { body: points });

/** What is heard, as the least and greatest values (-127 to 127) of short spans. */
export interface Waveform {
  perSecond: number;
  low: number[];
  high: number[];
}

export const waveformQuery = (video: string, address: string | null) =>
  queryOptions({
    queryKey: [...videoKey(video), 'waveform'],
    // Its address is signed anew with every answer; what it shows stays.
    queryFn: ({ signal }) => api.get<Waveform>(address ?? '', { signal }),
    enabled: address !== null,
    staleTime: Infinity,
    retry: false,
  });

export const personalStates = ['queued', 'processing', 'paused', 'ready', 'failed', 'cancelled'] as const;
export type PersonalState = (typeof personalStates)[number];

/** A video of one person's own. */
export interface Personal {
  id: string;
  orderId: string | null;
  person: string;
  values: Record<string, string>;
  state: PersonalState;
  progress: number;
  remainingSeconds: number | null;
  error: Failure | null;
  notes: { code: string; value: string }[];
  /** Who spoke the words of each spoken point. */
  spoken: { words: string; by: string; voice: string | null }[];
  poster: string | null;
  playback: Playback | null;
}

export interface Person {
  id: string;
  values: Record<string, string>;
}

export const isWorking = ({ state }: Personal) => state === 'queued' || state === 'processing';

const personalPath = (video: string) => `/api/videos/${segment(video)}/personal`;

export const personalKey = (video: string) => [...videoKey(video), 'personal'] as const;

export const personalsQuery = (video: string) => ({
  ...pagesOf<Personal>([...personalKey(video), 'list'], personalPath(video), { limit: 50 }),
  refetchInterval: (asked: { state: { data?: { pages: { items: Personal[] }[] } } }) =>
    asked.state.data?.pages.some(({ items }) => items.some(isWorking)) ? whileWorking : false,
});

export const personalQuery = (video: string, id: string) =>
  queryOptions({
    queryKey: [...personalKey(video), id],
    queryFn: ({ signal }) => api.get<Personal>(`${personalPath(video)}/${segment(id)}`, { signal }),
    refetchInterval: ({ state }) => (!state.data || isWorking(state.data) ? 700 : false),
  });

export const orderPersonal = (video: string, people: readonly Person[]) =>
  api.post<{ id: string }>(personalPath(video), { body: { people } });

export const previewPersonal = (video: string, values: Record<string, string>) =>
  api.post<Personal>(`/api/videos/${segment(video)}/preview`, { body: { values } });

export type Wish = 'pause' | 'resume' | 'cancel' | 'retry';

export const wishPersonal = (video: string, id: string, wish: Wish) =>
  api.post(`${personalPath(video)}/${segment(id)}/${wish}`);

export const wishOrder = (video: string, order: string, wish: Wish) =>
  api.post(`/api/videos/${segment(video)}/orders/${segment(order)}/${wish}`);

export type WatchStatus = 'not_watched' | 'started' | 'completed';

export interface CustomerVideo {
  id: string;
  title: string;
  status: WatchStatus;
  recipients: string[];
  lastWatchedAt: string | null;
  views: number;
  watchSeconds: number;
  completionRate: number | null;
}

export interface CustomerVideos {
  items: CustomerVideo[];
  total: {
    videos: number;
    watched: number;
    completed: number;
    views: number;
    watchSeconds: number;
    completionRate: number | null;
  };
  asOf: string;
}

export const customerVideosQuery = (customer: string) =>
  queryOptions({
    queryKey: ['customers', customer, 'videos'],
    queryFn: ({ signal }) =>
      api.get<CustomerVideos>(`/api/customers/${segment(customer)}/videos`, { signal }),
    meta: { live: ['timeline'] },
  });
