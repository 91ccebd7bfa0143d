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
