/** Connections and their monitor, as the API tells them. */
const connection = {
  id: 'k-sf',
  provider: 'salesforce',
  crmType: 'salesforce',
  label: 'Salesforce',
  auth: 'oauth2',
  state: 'connected',
  health: { state: 'healthy', reason: 'It works.', nextStep: '' },
  externalAccount: '00D000000000001',
  settings: {},
  lastSuccessAt: '2026-03-12T09:00:00Z',
  lastSyncAt: '2026-03-12T09:00:00Z',
  createdAt: '2026-02-01T09:00:00Z',
  createdBy: 'Ada Berg',
  credentialAgeDays: 39,
  budget: { limit: 100000, used: 420, windowSeconds: 86400, asOf: '2026-03-12T09:00:00Z' },
  permissions: { manage: true },
};

export const signedOutThere = {
  ...connection,
  state: 'needs_reconnect',
  health: {
    state: 'disconnected',
    reason: 'Salesforce no longer accepts our sign-in.',
    nextStep: 'Connect it again; what waits is sent then.',
  },
};

const hubspot = {
  provider: 'hubspot',
  name: 'HubSpot',
  category: 'crm',
  auth: ['oauth2', 'token'],
  description: 'Logs meetings and calls.',
  docsUrl: '/help/hubspot',
  available: true,
  connections: [],
};

export const catalogue = (salesforce: object = connection) => [
  hubspot,
  {
    provider: 'salesforce',
    name: 'Salesforce',
    category: 'crm',
    auth: ['oauth2'],
    description: 'Logs meetings and calls.',
    docsUrl: '/help/salesforce',
    available: true,
    connections: [salesforce],
  },
];

export const readOnly = { ...connection, permissions: { manage: false } };

export const approvals = [
  {
    id: 'q-1',
    provider: 'hubspot',
    providerName: 'HubSpot',
    label: null,
    requestedBy: 'Sam Reyes',
    requestedAt: '2026-03-12T08:00:00Z',
    state: 'pending_approval',
  },
];

export const checks = [
  { check: 'API version', ok: true, message: 'Salesforce speaks version v66.0.', nextStep: null },
  {
    check: 'Event.Rapport_Id__c',
    ok: false,
    message: 'Event has no field Rapport_Id__c.',
    nextStep: 'Create it as described in the guide: text, 36 characters, unique, external id.',
  },
];

export const fields = {
  object: 'contact',
  fields: [
    {
      name: 'Description',
      label: 'Description',
      type: 'text',
      length: 32000,
      required: false,
      custom: false,
      writable: true,
      options: [],
    },
    {
      name: 'Mood__c',
      label: 'Mood',
      type: 'choice',
      length: 0,
      required: false,
      custom: true,
      writable: true,
      options: [{ value: 'good', label: 'Good' }],
    },
  ],
  asOf: '2026-03-12T09:00:00Z',
};

export const mappings = {
  items: [
    {
      source: 'summary',
      object: 'contact',
      field: 'Last_Talk__c',
      enabled: true,
      warning: 'Salesforce has no field Last_Talk__c there that Rapport may write.',
    },
  ],
  sources: [
    { id: 'summary', label: 'Summary', example: 'John wants to roll out in January.' },
    { id: 'budget', label: 'Budget', example: '50000' },
  ],
  excluded: [],
  excludable: ['summary', 'budget'],
};

export const options = [
  { name: 'meetingsAs', values: ['event', 'task'], value: 'event' },
  { name: 'apiVersion', values: [], value: 'v66.0' },
];

export const suggestions = [
  { source: 'budget', object: 'contact', field: 'Stated_Budget__c', label: 'Stated budget', confidence: 1 },
  { source: 'risk', object: 'contact', field: 'Churn_Risk__c', label: 'Churn risk', confidence: 0.86 },
  { source: 'next_step', object: 'contact', field: 'Next_Move__c', label: 'Next move', confidence: 0.5 },
];

export const numbers = {
  syncedToday: 12,
  failed: 1,
  pending: 2,
  blocked: 3,
  avgSyncSeconds: 0.8137,
  definitions: {},
  asOf: '2026-03-12T09:00:00Z',
  zone: 'Europe/Berlin',
};

export const failures = [
  {
    syncId: 'y-1',
    conversationId: 'v-1',
    conversationTitle: 'Quarterly review',
    connectionId: 'k-hs',
    crmType: 'hubspot',
    state: 'failed',
    errorClass: 'validation',
    code: 'INVALID_OPTION',
    message: 'HubSpot refused the value “Quarterly” for the field Outcome.',
    nextStep: 'Add the option in HubSpot, then retry.',
    payload: [{ method: 'POST', path: '/crm/objects/2026-03/meetings' }],
    attempts: 3,
    at: '2026-03-12T08:50:00Z',
    nextAttemptAt: null,
    retryable: true,
  },
];

export const activity = [
  {
    id: 'x-1',
    at: '2026-03-12T09:00:00Z',
    conversationId: 'v-1',
    conversationTitle: 'Quarterly review',
    connectionId: 'k-sf',
    crmType: 'salesforce',
    operation: 'create event and 2 tasks',
    outcome: 'ok',
    durationMs: 214,
    remoteId: '00U1',
  },
];
