/** The people and companies of the demo organisation, as the API tells them. */
export const permissions = {
  admin: [
    'customers:read',
    'customers:write',
    'conversations:read',
    'conversations:write',
    'integrations:read',
    'integrations:request',
    'integrations:manage',
    'webhooks:read',
    'webhooks:manage',
    'monitor:read',
    'audit:read',
    'members:manage',
    'organization:manage',
    'videos',
    'training',
    'training:manage',
    'api-keys:manage',
    'events:write',
  ],
  rep: [
    'customers:read',
    'conversations:read',
    'conversations:write',
    'integrations:read',
    'integrations:request',
    'monitor:read',
  ],
  learner: [],
};

export const ada = {
  id: 'u-ada',
  email: 'ada@acorn.example',
  name: 'Ada Berg',
  role: 'admin',
  organization: { id: 'o-1', name: 'Acorn Works', zone: 'Europe/Berlin' },
  permissions: permissions.admin,
  locale: 'en',
  zone: 'Europe/Berlin',
  demo: true,
  unreadNotices: 2,
  singleKeyShortcuts: true,
};

export const noor = {
  ...ada,
  id: 'u-noor',
  email: 'noor@acorn.example',
  name: 'نور الهاشمي',
  role: 'learner',
  permissions: permissions.learner,
  locale: 'ar',
};

export const notices = [
  {
    id: 'n-1',
    kind: 'connection',
    title: 'Salesforce has not accepted our sign-in since 10:42',
    body: 'Reconnect to let 3 waiting conversations through.',
    link: '/home',
    at: '2026-03-12T09:42:00Z',
    readAt: null,
    severity: 'error',
  },
  {
    id: 'n-2',
    kind: 'sync',
    title: 'HubSpot is slow today',
    body: 'Conversations arrive about a minute later.',
    link: null,
    at: '2026-03-12T08:10:00Z',
    readAt: null,
    severity: 'warning',
  },
  {
    id: 'n-3',
    kind: 'member',
    title: 'Carl Winter has joined',
    body: null,
    link: null,
    at: '2026-03-11T15:00:00Z',
    readAt: '2026-03-11T15:10:00Z',
    severity: 'info',
  },
];

const carl = { id: 'u-carl', name: 'Carl Winter' };

export const users = [
  {
    id: 'u-ada',
    name: 'Ada Berg',
    email: 'ada@acorn.example',
    role: 'admin',
    active: true,
    lastSeenAt: '2026-03-12T09:00:00Z',
  },
  {
    id: 'u-carl',
    name: 'Carl Winter',
    email: 'carl@acorn.example',
    role: 'csm',
    active: true,
    lastSeenAt: '2026-03-11T16:20:00Z',
  },
  {
    id: 'u-noor',
    name: 'نور الهاشمي',
    email: 'noor@acorn.example',
    role: 'learner',
    active: true,
    lastSeenAt: null,
  },
  {
    id: 'u-old',
    name: 'Otto Alt',
    email: 'otto@acorn.example',
    role: 'rep',
    active: false,
    lastSeenAt: '2025-11-02T10:00:00Z',
  },
];

const notMeasured = { band: 'not_measured' };

export const customers = [
  {
    id: 'c-acme',
    name: 'Acme Corp',
    domains: ['acmecorp.com'],
    segment: 'enterprise',
    lifecycle: 'active',
    owner: carl,
    renewalDate: '2026-05-31',
    stakeholderCount: 2,
    lastActivityAt: '2026-03-11T14:30:00Z',
    health: notMeasured,
  },
  {
    id: 'c-globex',
    name: 'Globex',
    domains: ['globex.example'],
    segment: 'mid_market',
    lifecycle: 'onboarding',
    owner: { id: 'u-ada', name: 'Ada Berg' },
    renewalDate: null,
    stakeholderCount: 1,
    lastActivityAt: null,
    health: notMeasured,
  },
  {
    id: 'c-ufuq',
    name: 'شركة الأفق للتقنية',
    domains: ['ufuq.example'],
    segment: null,
    lifecycle: 'at_risk',
    owner: carl,
    renewalDate: '2026-04-15',
    stakeholderCount: 4,
    lastActivityAt: '2026-02-02T08:00:00Z',
    health: notMeasured,
  },
];

export const acme = {
  ...customers[0],
  region: 'EU',
  health: {
    band: 'not_measured',
    components: {
      training: {
        value: 83,
        weight: 25,
        definition: '',
        inputs: { days: 90, held: 6, attended: 5, learners: 2 },
        asOf: '2026-03-12T09:45:00Z',
      },
    },
  },
  externalIds: { salesforce: '001xx000003DGb2AAG' },
  stakeholders: [
    {
      id: 's-john',
      name: 'John Smith',
      emails: ['john@acmecorp.com'],
      role: 'Decision maker',
      title: 'VP Operations',
    },
    {
      id: 's-mia',
      name: 'Mia Wong',
      emails: ['mia@acmecorp.com', 'mia.wong@gmail.example'],
      role: null,
      title: 'Project lead',
    },
  ],
};

export const timeline = [
  {
    id: 'a-1',
    at: '2026-03-11T14:30:00Z',
    kind: 'conversation',
    source: 'zoom',
    actor: { name: 'Carl Winter' },
    subject: { id: 's-john', name: 'John Smith' },
    title: 'Quarterly review',
    summary:
      'John confirmed a budget of 50,000 for the second phase and asked for a comparison with Initech by Friday. The roll-out in Lyon is two weeks late because of the data export; Carl will bring the export team into the next call.',
    link: null,
  },
  {
    id: 'a-2',
    at: '2026-03-11T09:05:00Z',
    kind: 'conversation',
    source: 'upload',
    actor: { name: 'Sam Reyes' },
    subject: null,
    title: 'Pricing questions',
    summary: null,
    link: null,
  },
  {
    id: 'a-3',
    at: '2026-02-20T10:00:00Z',
    kind: 'meeting',
    source: 'calendly',
    actor: null,
    subject: { id: 's-mia', name: 'Mia Wong' },
    title: 'Kick-off of the second phase',
    summary: 'Agreed on the plan for the spring and on weekly calls.',
    link: null,
  },
];

export const timelineSources = {
  items: [
    { source: 'zoom', count: 1 },
    { source: 'upload', count: 1 },
    { source: 'calendly', count: 1 },
  ],
  total: 3,
  definition: 'Entries of the whole timeline.',
  asOf: '2026-03-12T09:45:00Z',
};

export const nextSteps = [
  {
    kind: 'overdue_actions',
    because: { count: 2, since: '2026-03-06', title: 'Send the comparison with Initech' },
    link: '/action-items?customer=c-acme',
  },
  { kind: 'renewal_near', because: { date: '2026-05-31', days: 45 }, link: null },
];

export const crmFields = [
  {
    connectionId: 'k-sf',
    crmType: 'salesforce',
    label: 'Salesforce',
    record: 'Contact 003xx',
    field: 'Budget__c',
    value: '50000',
    conversation: { id: 'v-1', title: 'Quarterly review' },
    writtenAt: '2026-03-11T15:10:02Z',
  },
];

export const home = {
  asOf: '2026-03-12T09:45:00Z',
  actionItems: {
    items: [
      {
        id: 'i-1',
        title: 'Send the comparison with Initech',
        owner: 'Ada Berg',
        dueDate: '2026-03-13',
        status: 'open',
        conversationId: 'v-1',
        conversationTitle: 'Quarterly review',
        turn: 3,
      },
    ],
    total: 1,
    overdue: 1,
  },
  toReview: {
    items: [
      {
        id: 'v-2',
        title: 'مراجعة العقد',
        source: 'zoom',
        startedAt: '2026-03-10T09:00:00Z',
        customer: null,
      },
    ],
    total: 1,
  },
  movedCustomers: {
    items: [
      {
        id: 'c-acme',
        name: 'Acme Corp',
        entries: 3,
        last: {
          at: '2026-03-11T14:30:00Z',
          source: 'zoom',
          title: 'Quarterly review',
          link: '/conversations/v-1',
        },
      },
    ],
    scope: 'mine',
    days: 7,
  },
  renewals: { items: [{ id: 'c-ufuq', name: 'شركة الأفق للتقنية', renewalDate: '2026-04-15' }], days: 90 },
  failedSyncs: {
    items: [
      {
        conversationId: 'v-1',
        title: 'Quarterly review',
        crmType: 'hubspot',
        label: 'HubSpot',
        state: 'failed',
        message: 'HubSpot refused the value “Quarterly” for the field Outcome.',
        nextStep: 'Map Outcome to another field or add the option in HubSpot, then sync again.',
        at: '2026-03-11T15:10:02Z',
      },
    ],
    failed: 1,
    blocked: 0,
  },
  pendingApprovals: {
    items: [
      { id: 'r-1', providerName: 'HubSpot', requestedBy: 'Carl Winter', requestedAt: '2026-03-12T08:00:00Z' },
    ],
  },
};

export const actions = [
  {
    id: 'i-1',
    title: 'Send the comparison with Initech',
    owner: 'Carl Winter',
    dueDate: '2026-03-13',
    status: 'open',
  },
  {
    id: 'i-2',
    title: 'Invite the export team to the next call',
    owner: 'Carl Winter',
    dueDate: null,
    status: 'open',
  },
];

export const unmatched = [
  {
    id: 'm-1',
    provider: 'zoom',
    externalId: 'zm-1',
    email: 'petra@acme-group.example',
    name: 'Petra Klein',
    firstSeenAt: '2026-03-02T10:00:00Z',
    lastSeenAt: '2026-03-10T10:00:00Z',
    sightings: 3,
    suggestions: [{ customerId: 'c-acme', name: 'Acme Corp', why: 'was in a meeting with John Smith' }],
  },
  {
    id: 'm-2',
    provider: 'upload',
    externalId: null,
    email: null,
    name: 'Speaker 3',
    firstSeenAt: '2026-03-08T10:00:00Z',
    lastSeenAt: '2026-03-08T10:00:00Z',
    sightings: 1,
    suggestions: [],
  },
];

export const people = acme.stakeholders.map((person) => ({
  ...person,
  customerId: 'c-acme',
  customerName: 'Acme Corp',
}));

export const theirTraining = {
  held: 4,
  attended: 3,
  rate: 0.75,
  learners: [
    { userId: 'l-john', name: 'John Smith', email: 'john@acmecorp.com', held: 4, attended: 3, rate: 0.75 },
  ],
  sessions: [
    {
      id: 's-0',
      title: 'Kick-off',
      cohort: { id: 'k-spring', name: 'Spring onboarding' },
      startTime: '2026-03-05T09:00:00Z',
      expected: 2,
      attended: 1,
    },
  ],
  definition: '',
  asOf: '2026-03-12T09:45:00Z',
};

const theirs = {
  origin: 'upload',
  durationSeconds: 84,
  sharedAt: '2026-03-03T10:00:00Z',
  views: 3,
  uniqueViewers: 1,
  watchSeconds: 140,
  band: 'high',
  ctaClicks: 1,
};

export const theirVideos = {
  items: [
    {
      ...theirs,
      id: 'd-intro',
      title: 'Welcome to the second phase',
      recipients: ['John Smith'],
      status: 'completed',
      lastWatchedAt: '2026-03-11T10:00:00Z',
      completionRate: 0.92,
    },
    {
      ...theirs,
      id: 'd-tour',
      title: 'Product tour',
      recipients: ['Mia Wong'],
      status: 'started',
      lastWatchedAt: '2026-03-10T10:00:00Z',
      views: 1,
      watchSeconds: 40,
      completionRate: 0.2,
    },
    {
      ...theirs,
      id: 'd-quiet',
      title: 'Release notes of March',
      recipients: [],
      status: 'not_watched',
      lastWatchedAt: null,
      views: 0,
      watchSeconds: 0,
      completionRate: null,
    },
  ],
  total: {
    videos: 3,
    watched: 2,
    completed: 1,
    views: 4,
    watchSeconds: 180,
    completionRate: 0.56,
    band: 'medium',
    ctaClicks: 2,
    lastWatchedAt: '2026-03-11T10:00:00Z',
  },
  asOf: '2026-03-12T09:45:00Z',
};
