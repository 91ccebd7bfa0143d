import { list, problem, signedIn, type MockApi } from './api';
import { ada, permissions } from './data';

export const ines = {
  ...ada,
  id: 'u-ines',
  email: 'ines@acorn.example',
  name: 'Ines Moreau',
  role: 'instructor',
  permissions: ['customers:read', 'videos', 'training'],
  demo: true,
};

export const cora = {
  ...ada,
  id: 'u-cora',
  email: 'cora@acorn.example',
  name: 'Cora Lind',
  role: 'coordinator',
  permissions: [...permissions.rep, 'videos', 'training', 'training:manage'],
};

/** Twenty minutes before the first session. */
export const before = '2026-03-12T08:40:00Z';

const ready = { state: 'ready', code: null, error: null, attempts: 1, nextAttemptAt: null };
const spring = { id: 'k-spring', name: 'Spring onboarding' };

export const onboarding = {
  id: 's-1',
  title: 'Spring onboarding',
  type: 'standard',
  status: 'SCHEDULED',
  cohort_id: 'k-spring',
  cohort: spring,
  instructor_id: 'u-ines',
  instructor: { id: 'u-ines', name: 'Ines Moreau' },
  alternative_hosts: [{ id: 'u-tom', name: 'Tom Okafor' }],
  start_time: '2026-03-12T09:00:00Z',
  duration: 60,
  zone: 'Europe/Berlin',
  zoom_meeting_id: '84512345678',
  zoom_join_url: 'https://zoom.example/j/84512345678',
  meeting: ready,
  startedAt: null as string | null,
  endedAt: null as string | null,
  seriesId: 'r-1',
  enrolled: 12,
  present: null as number | null,
  letters: null as object | null,
  opensAt: '2026-03-12T08:45:00Z',
  mayStart: false,
  mayJoin: false,
  may: { edit: true, host: true, attendance: true },
};

export const sessions = [
  onboarding,
  {
    ...onboarding,
    id: 's-2',
    title: 'التدريب على التقارير',
    start_time: '2026-03-19T09:00:00Z',
    opensAt: '2026-03-19T08:45:00Z',
    meeting: {
      state: 'failed',
      code: null,
      error: 'Zoom does not answer.',
      attempts: 3,
      nextAttemptAt: '2026-03-12T08:50:00Z',
    },
    zoom_meeting_id: null,
    zoom_join_url: null,
  },
  {
    ...onboarding,
    id: 's-0',
    title: 'Kick-off',
    status: 'COMPLETED',
    start_time: '2026-03-05T09:00:00Z',
    opensAt: '2026-03-05T08:45:00Z',
    startedAt: '2026-03-05T09:00:30Z',
    endedAt: '2026-03-05T10:00:30Z',
    present: 9,
  },
  {
    ...onboarding,
    id: 's-3',
    title: 'Extra hour',
    status: 'CANCELLED',
    start_time: '2026-03-10T09:00:00Z',
    meeting: { ...ready, state: 'none' },
  },
];

/** The same as a learner sees them. */
export const courses = sessions.map((session) => ({
  ...session,
  may: { edit: false, host: false, attendance: false },
  certificate: session.id === 's-0',
}));

export const learners = [
  {
    userId: 'l-john',
    email: 'john@acmecorp.com',
    name: 'John Smith',
    customer: { id: 'c-acme', name: 'Acme Corp' },
    hasAccount: false,
    enrolledAt: '2026-03-01T10:00:00Z',
  },
  {
    userId: 'u-noor',
    email: 'noor@acorn.example',
    name: 'نور الهاشمي',
    customer: null,
    hasAccount: true,
    enrolledAt: '2026-03-01T10:00:00Z',
  },
];

const attendees = [
  {
    userId: 'u-noor',
    email: 'noor@acorn.example',
    name: 'نور الهاشمي',
    firstJoin: '2026-03-05T09:00:00Z',
    lastLeave: '2026-03-05T09:40:00Z',
    seconds: 1800,
    percent: 50,
    status: 'late',
    inRoom: false,
    passing: null,
    segments: [
      { join: '2026-03-05T09:00:00Z', leave: '2026-03-05T09:10:00Z' },
      { join: '2026-03-05T09:20:00Z', leave: '2026-03-05T09:40:00Z' },
    ],
    override: null as object | null,
  },
  {
    userId: 'l-john',
    email: 'john@acmecorp.com',
    name: 'John Smith',
    firstJoin: null,
    lastLeave: null,
    seconds: 0,
    percent: 0,
    status: 'absent',
    inRoom: false,
    passing: null,
    segments: [],
    override: null as object | null,
  },
];

export const attendance = {
  sessionSeconds: 3600,
  presentRate: 0.75,
  presentCount: 9,
  enrolledCount: 12,
  definitions: {},
  asOf: '2026-03-05T10:05:00Z',
  state: 'corrected',
  inRoomCount: 0,
  rules: { type: 'class', presencePercent: 60, lateAfterMinutes: 10 },
  corrections: [
    {
      at: '2026-03-05T10:04:00Z',
      userId: 'u-noor',
      name: 'نور الهاشمي',
      secondsBefore: 1680,
      secondsAfter: 1800,
      statusBefore: 'absent',
      statusAfter: 'late',
    },
  ],
  attendees,
  unmatched: [
    {
      id: 'x-1',
      name: 'iPad of Sam',
      email: null,
      firstJoin: '2026-03-05T09:02:00Z',
      lastLeave: '2026-03-05T09:50:00Z',
      seconds: 2880,
      suggestion: { userId: 'l-john', name: 'John Smith', staff: false, saidAt: '2026-02-26T10:05:00Z' },
    },
  ],
  resolved: [{ id: 'x-0', name: 'Tablet 4', userId: 'u-noor', remembered: false, suggested: true }],
};

const cohort = {
  ...spring,
  instructor_id: 'u-ines',
  instructor: { id: 'u-ines', name: 'Ines Moreau' },
  learnerCount: 2,
  sessionCount: 4,
  nextSessionAt: '2026-03-12T09:00:00Z',
  archived: false,
};

const settings = {
  types: [
    { type: 'standard', name: 'Standard', presencePercent: 60, lateAfterMinutes: 10 },
    { type: 'workshop', name: 'Workshop', presencePercent: 80, lateAfterMinutes: 5 },
  ],
  warnBelowPercent: 75,
  certificates: true,
};

export const zoom = {
  configured: true,
  missing: [] as string[],
  state: 'ready',
  error: null as string | null,
  errorAt: null as string | null,
  sdkVersion: '6.2.0',
  sdkBaseUrl: 'https://source.zoom.us/6.2.0',
  webhook: {
    url: 'https://hub.example/api/webhooks/zoom',
    lastEventAt: '2026-03-12T08:30:00Z',
    lastValidatedAt: '2026-03-11T08:30:00Z',
  },
  meetings: { attempts: 120, successes: 120, definition: '', asOf: before },
  joinTime: { p95Millis: 840, count: 31, definition: '', asOf: before },
};

const licences = {
  items: [
    {
      userId: 'u-ines',
      name: 'Ines Moreau',
      email: 'ines@acorn.example',
      zoomUserId: 'z-1',
      zoomStatus: 'active',
      licensed: true,
      assignedAt: '2026-02-01T10:00:00Z',
      nextSessionAt: '2026-03-12T09:00:00Z',
      lastTaughtAt: '2026-03-05T10:00:00Z',
    },
    {
      userId: 'u-tom',
      name: 'Tom Okafor',
      email: 'tom@acorn.example',
      zoomUserId: 'z-2',
      zoomStatus: 'pending',
      licensed: false,
      assignedAt: null,
      nextSessionAt: null,
      lastTaughtAt: null,
    },
  ],
  capacity: { licensed: 5, limit: 5, definition: '', asOf: before },
  suggestion: { userId: 'u-ines', name: 'Ines Moreau', reason: 'planned_later' },
};

const report = {
  cohort: spring,
  userId: 'u-noor',
  name: 'نور الهاشمي',
  email: 'noor@acorn.example',
  customer: null,
  held: 4,
  attended: 3,
  rate: 0.75,
  seconds: 9000,
  warning: false,
};

const part = (claims: object) => Buffer.from(JSON.stringify(claims)).toString('base64url');
const claims = {
  appKey: 'sdk-key',
  sdkKey: 'sdk-key',
  mn: '84512345678',
  role: 1,
  iat: 1_773_304_800,
  exp: 4_102_444_800,
  tokenExp: 4_102_444_800,
};

/** What lets a meeting window in: of the right shape, which is all that Zoom's program looks at before it asks Zoom. */
export const ticket = {
  signature: `${part({ alg: 'HS256', typ: 'JWT' })}.${part(claims)}.${part({})}`,
  expiresAt: '2026-03-12T11:00:00Z',
  customerKey: 'k'.repeat(32),
  zak: 'host-key',
  sdkKey: 'sdk-key',
  password: 'pass',
  userName: 'Ines Moreau',
  userEmail: 'ines@acorn.example',
  sdkBaseUrl: 'https://sdk.example/6.2.0',
  sdkVersion: '6.2.0',
  standIn: null as string | null,
};

export interface Training {
  api: MockApi;
  /** The server's clock; it can be set. */
  clock: { now: string };
}

/** Who plans everybody's sessions does not hold them. */
const mayOf = (as: object) => {
  const plans = (as as { permissions: string[] }).permissions.includes('training:manage');
  return { edit: plans, host: !plans, attendance: true };
};

/** Training as the server tells it to whoever is signed in. */
export function withTraining(as: object = ines): Training {
  // The mocked server's clock runs on from where it is set.
  const clock = { now: before };
  const isLearner = (as as { role: string }).role === 'learner';
  const shown = isLearner ? courses : sessions.map((session) => ({ ...session, may: mayOf(as) }));
  const find = (id = '') => {
    const found = shown.find((session) => session.id === id);
    return found ? { json: found } : problem(404, 'not_found', 'There is no such session.');
  };
  const api = signedIn(as)
    .on('GET /api/time', () => ({ json: { now: clock.now } }))
    .on(
      'GET /api/users',
      list([
        {
          id: 'u-ines',
          name: 'Ines Moreau',
          email: 'ines@acorn.example',
          role: 'instructor',
          active: true,
          lastSeenAt: null,
        },
        {
          id: 'u-tom',
          name: 'Tom Okafor',
          email: 'tom@acorn.example',
          role: 'instructor',
          active: true,
          lastSeenAt: null,
        },
      ]),
    )
    .on('GET /api/customers', list([{ id: 'c-acme', name: 'Acme Corp' }]))
    .on('GET /api/people', list([{ id: 's-mia', name: 'Mia Wong', emails: ['mia@acmecorp.com'] }]))
    .on('GET /api/sessions', list(shown))
    .on('GET /api/sessions/:id', (_request, [id]) => find(id))
    .on('GET /api/my-courses', list(courses))
    .on('POST /api/my-courses/calendar', { url: 'https://hub.example/api/my-courses/calendar.ics?token=abc' })
    .on('GET /api/sessions/:id/attendance', attendance)
    .on('GET /api/sessions/:id/attendance/absentees', {
      items: [
        {
          userId: 'l-john',
          name: 'John Smith',
          email: 'john@acmecorp.com',
          held: 4,
          attended: 2,
          rate: 0.5,
          warning: true,
        },
      ],
      nextCursor: null,
      total: 1,
    })
    .on('GET /api/sessions/:id/attendance/room', {
      count: 2,
      staff: 1,
      people: [{ userId: 'u-noor', name: 'نور الهاشمي', since: '2026-03-12T09:02:00Z' }],
      asOf: before,
    })
    .on('GET /api/cohorts', list([cohort]))
    .on('GET /api/cohorts/:id', cohort)
    .on('GET /api/cohorts/:id/learners', list(learners))
    .on('GET /api/training/settings', settings)
    .on('GET /api/training/zoom', zoom)
    .on('GET /api/training/licences', licences)
    .on('GET /api/training/report', list([report]))
    .on('POST /api/sessions/:id/signature', ticket)
    .on('POST /api/sessions/:id/joined', () => undefined);
  return { api, clock };
}
