import { list, type MockApi } from './api';
import { ada } from './data';
import { withCustomers } from './customers';
import { playback } from './viewer';

/** A picture that needs no file: a quiet gradient with a shape in it. */
const poster = (hue: number) =>
  `data:image/svg+xml,${encodeURIComponent(
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 640 360"><defs><linearGradient id="g" x2="1" y2="1"><stop stop-color="hsl(${hue} 30% 34%)"/><stop offset="1" stop-color="hsl(${hue + 40} 36% 18%)"/></linearGradient></defs><rect width="640" height="360" fill="url(#g)"/><circle cx="320" cy="150" r="56" fill="#fff" opacity=".22"/><rect x="210" y="225" width="220" height="90" rx="45" fill="#fff" opacity=".16"/></svg>`,
  )}`;

/** Speech, as far as a picture of it goes: words with gaps between them. */
const loud = Array.from({ length: 84 * 20 }, (_, at) =>
  Math.round(90 * Math.abs(Math.sin(at / 7)) * (at % 60 > 46 ? 0.05 : 1)),
);
const sound = { perSecond: 20, low: loud.map((value) => -value), high: loud };

const asOf = '2026-03-12T09:45:00Z';

export const intro = {
  id: 'd-intro',
  title: 'Welcome to the second phase',
  origin: 'upload',
  state: 'ready',
  progress: 1,
  remainingSeconds: null,
  durationSeconds: 84.2,
  width: 1280,
  height: 720,
  renditions: [
    { height: 360, width: 640, bitrate: 500_000, codecs: 'avc1.64001e', bytes: 5_200_000 },
    { height: 480, width: 854, bitrate: 1_000_000, codecs: 'avc1.64001f', bytes: 10_400_000 },
    { height: 720, width: 1280, bitrate: 2_500_000, codecs: 'avc1.640020', bytes: 26_100_000 },
    { height: 0, width: 0, bitrate: 128_000, codecs: 'mp4a.40.2', bytes: 2_600_000 }, // the sound
  ],
  error: null,
  poster: poster(190),
  preview: null,
  waveform: `data:application/json,${encodeURIComponent(JSON.stringify(sound))}`,
  playback: playback(),
  points: [
    {
      id: 'p-1',
      kind: 'overlay',
      from: 2,
      to: 6,
      template: 'Hi {{first_name}}',
      fallback: 'there',
      x: 0.5,
      y: 0.8,
      size: 0.09,
      color: '#ffffff',
    },
  ],
  customerId: 'c-acme',
  customer: { id: 'c-acme', name: 'Acme Corp' },
  tags: ['onboarding', 'q2'],
  owner: { id: 'u-ada', name: 'Ada Berg' },
  createdAt: '2026-03-02T10:00:00Z',
  metrics: { views: 14, uniqueViewers: 6, completionRate: 0.62, watchSeconds: 731, ctaClicks: 3, asOf },
};

const other = { ...intro, renditions: [], customerId: null, customer: null, tags: [] };

/** What of a video the mocked list filters by. */
interface Listed {
  id: string;
  title: string;
  customerId: string | null;
  tags: string[];
  state: string;
}

export const videos: (Listed & Record<string, unknown>)[] = [
  intro,
  {
    ...other,
    id: 'd-tour',
    title: 'Product tour',
    poster: poster(260),
    durationSeconds: 203,
    customerId: 'c-globex',
    customer: { id: 'c-globex', name: 'Globex' },
    tags: ['sales'],
    metrics: { ...intro.metrics, views: 3, completionRate: 0.41 },
  },
  {
    ...other,
    id: 'd-ufuq',
    title: 'شرح لوحة المتابعة',
    poster: poster(30),
    durationSeconds: 45,
    customerId: 'c-ufuq',
    customer: { id: 'c-ufuq', name: 'شركة الأفق للتقنية' },
    tags: ['onboarding'],
    metrics: { ...intro.metrics, views: 1, completionRate: 0.12 },
  },
  {
    ...other,
    id: 'd-new',
    title: 'Quarterly results, explained',
    state: 'processing',
    progress: 0.4,
    remainingSeconds: 75,
    poster: null,
    durationSeconds: null,
    playback: null,
    metrics: null,
  },
  {
    ...other,
    id: 'd-bad',
    title: 'Interview',
    state: 'failed',
    progress: 1,
    error: {
      code: 'video_too_long',
      detail: 'The video is 5:12 long; up to 5 minutes are possible. Shorten it and upload it again.',
      values: { seconds: 312 },
    },
    poster: null,
    durationSeconds: 312,
    playback: null,
    metrics: null,
  },
  {
    ...other,
    id: 'd-quiet',
    title: 'Release notes of March',
    poster: poster(110),
    metrics: { ...intro.metrics, views: 0, completionRate: null },
  },
];

const share = {
  id: 'l-john',
  url: 'https://rapport.example/v/one',
  embedUrl: 'https://rapport.example/embed/one',
  token: 'one',
  recipient: {
    name: 'John Smith',
    email: 'john@acmecorp.com',
    customerId: 'c-acme',
    stakeholderId: 's-john',
  },
  locked: true,
  cta: { label: 'Book a call', url: 'https://acorn.example/book' },
  personalId: null,
  expiresAt: '2099-05-31T10:00:00Z',
  revokedAt: null,
  createdAt: '2026-03-03T10:00:00Z',
};

export const shares = [
  share,
  {
    ...share,
    id: 'l-open',
    recipient: null,
    locked: false,
    cta: null,
    expiresAt: '2026-03-10T10:00:00Z',
  },
  {
    ...share,
    id: 'l-mia',
    recipient: { ...share.recipient, name: 'Mia Wong' },
    revokedAt: '2026-03-04T10:00:00Z',
  },
];

const viewer = {
  id: 'w-1',
  name: 'John Smith',
  email: 'john@acmecorp.com',
  stakeholderId: 's-john',
  views: 3,
  watchSeconds: 140,
  share: 0.92,
  completed: true,
  lastSeenAt: '2026-03-11T10:00:00Z',
  ctaClicks: 1,
};

export const viewers = [
  viewer,
  {
    ...viewer,
    id: 'w-2',
    name: null,
    email: null,
    stakeholderId: null,
    views: 1,
    watchSeconds: 20,
    share: 0.24,
    completed: false,
    ctaClicks: 0,
  },
];

export const analytics = {
  ...intro.metrics,
  heatmap: Array.from({ length: 85 }, (_, second) => ({
    second,
    watched: second < 10 ? 14 : second < 40 ? 11.5 : second < 70 ? 8 : 3,
  })),
  viewersTotal: 31,
  definitions: {},
};

const own = {
  id: 'q-ann',
  orderId: 'o-1',
  person: 'ann@acmecorp.com',
  values: { email: 'ann@acmecorp.com', first_name: 'Ann' },
  state: 'ready',
  progress: 1,
  remainingSeconds: null as number | null,
  error: null as object | null,
  notes: [] as object[],
  spoken: [{ words: 'Ann', by: 'recorded', voice: 'Dana' }] as object[],
  poster: null,
  playback: playback() as object | null,
  createdAt: '2026-03-12T09:00:00Z',
};

export const personal = [
  own,
  {
    ...own,
    id: 'q-badr',
    person: 'badr@ufuq.example',
    values: { email: 'badr@ufuq.example', first_name: 'بدر' },
    state: 'processing',
    progress: 0.3,
    remainingSeconds: 20,
    spoken: [],
    playback: null,
  },
  {
    ...own,
    id: 'q-carl',
    person: 'carl@globex.example',
    values: { email: 'carl@globex.example', first_name: 'Carl' },
    state: 'failed',
    error: {
      code: 'disk_full',
      detail: 'There is no room for more videos. Ask your administrator.',
      values: {},
    },
    spoken: [],
    playback: null,
  },
];

/** The tags of {@link videos}, those of the most first. */
export const tagged = [...new Set(videos.flatMap(({ tags }) => tags))]
  .map((tag) => ({ tag, videos: videos.filter(({ tags }) => tags.includes(tag)).length }))
  .sort((one, other) => other.videos - one.videos || one.tag.localeCompare(other.tag));

/** A server with the demo's videos. */
export function withVideos(as: object = ada): MockApi {
  return withCustomers(as)
    .on('GET /api/videos', (_request, _parameters, url) => {
      const wanted = (name: string) => url.searchParams.get(name);
      return {
        json: list(
          videos.filter(
            ({ title, customerId, tags, state }) =>
              title.toLowerCase().includes(wanted('q')?.toLowerCase() ?? '') &&
              (!wanted('customerId') || customerId === wanted('customerId')) &&
              (!wanted('tag') || tags.includes(wanted('tag') ?? '')) &&
              (!wanted('state') || state === wanted('state')),
          ),
        ),
      };
    })
    .on('GET /api/videos/:id', (_request, [id]) => {
      const found = videos.find((video) => video.id === id);
      return found ? { json: found } : { status: 404, json: { code: 'not_found', detail: 'Not found.' } };
    })
    .on('GET /api/videos/tags', list(tagged))
    .on('GET /api/videos/:id/shares', list(shares))
    .on('GET /api/videos/:id/analytics', analytics)
    .on('GET /api/videos/:id/viewers', (_request, _parameters, url) => {
      const query = url.searchParams.get('q')?.toLowerCase() ?? '';
      const found = viewers.filter(({ name }) => (name?.toLowerCase() ?? '').includes(query));
      return {
        json: { ...list(found), nextCursor: !query && !url.searchParams.get('cursor') ? 'next' : null },
      };
    })
    .on('GET /api/videos/:id/personal', list(personal))
    .on('GET /api/voices', list([]))
    .on('OPTIONS /api/uploads', () => ({ status: 204, headers: { 'Tus-Max-Size': '104857600' } }));
}

/** Takes uploads as the tus protocol wants it, and keeps how much has come. */
export function takingUploads(api: MockApi): MockApi & { kept: Map<string, number> } {
  const kept = new Map<string, number>();
  const tus = { 'Tus-Resumable': '1.0.0' };
  let count = 0;
  const length = new Map<string, number>();
  api
    .on('POST /api/uploads', (request) => {
      const id = `up-${++count}`;
      kept.set(id, 0);
      length.set(id, Number(request.headers()['upload-length']));
      return { status: 201, headers: { ...tus, Location: `/api/uploads/${id}` } };
    })
    .on('HEAD /api/uploads/:id', (_request, [id = '']) => ({
      status: 200,
      headers: {
        ...tus,
        'Upload-Offset': String(kept.get(id)),
        'Upload-Length': String(length.get(id)),
      },
    }))
    .on('PATCH /api/uploads/:id', (request, [id = '']) => {
      const sent = request.postDataBuffer()?.length ?? 0;
      kept.set(id, Number(request.headers()['upload-offset']) + sent);
      return { status: 204, headers: { ...tus, 'Upload-Offset': String(kept.get(id)) } };
    })
    .on('DELETE /api/uploads/:id', () => ({ status: 204, headers: tus }));
  return Object.assign(api, { kept });
}
