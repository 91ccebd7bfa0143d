/** Talks of the demo organisation, as the API tells them. */
const at = '2026-03-11T14:30:00Z';

export const briefs = [
  {
    id: 'v-1',
    title: 'Quarterly review',
    source: 'upload',
    kind: 'meeting',
    state: 'completed',
    startedAt: at,
    durationSeconds: 2040,
    customer: { id: 'c-acme', name: 'Acme Corp' },
    actionItemCount: 2,
    sync: [
      { crmType: 'salesforce', state: 'synced' },
      { crmType: 'hubspot', state: 'failed' },
    ],
  },
  {
    id: 'v-2',
    title: 'مراجعة العقد',
    source: 'zoom',
    kind: 'call',
    state: 'draft',
    startedAt: '2026-03-10T09:00:00Z',
    durationSeconds: 0,
    customer: null,
    actionItemCount: 0,
    sync: [],
  },
];

const turn = (index: number, speaker: string | null, text: string) => ({
  index,
  speaker,
  startMs: index * 15_000,
  endMs: index * 15_000 + 14_000,
  text,
});

export const turns = [
  turn(0, 'Sam Reyes', 'Thanks for joining, John. How did the first phase go?'),
  turn(1, 'John Smith', 'Well. For the second phase we have a budget of 50,000 euros.'),
  turn(2, 'John Smith', 'We are also looking at Initech, to be honest.'),
  turn(3, 'Sam Reyes', 'I will send you a comparison by Friday.'),
  turn(4, 'نور', 'سأرسل العقد <script>alert("hello")</script> يوم الأحد.'),
];

export const review = {
  ...briefs[0],
  customerId: 'c-acme',
  participants: [
    {
      name: 'John Smith',
      email: 'john@acmecorp.com',
      customerId: 'c-acme',
      stakeholderId: 's-john',
      unmatchedId: null,
      internal: false,
    },
    {
      name: 'Sam Reyes',
      email: 'sam@acorn.example',
      customerId: null,
      stakeholderId: null,
      unmatchedId: null,
      internal: true,
    },
    {
      name: 'Petra Klein',
      email: 'petra@acme-group.example',
      customerId: null,
      stakeholderId: null,
      unmatchedId: 'm-1',
      internal: false,
    },
  ],
  summary:
    'For the second phase we have a budget of 50,000 euros. We are also looking at Initech, to be honest.',
  summaryDetails: {
    sentences: [
      { text: 'For the second phase we have a budget of 50,000 euros.', turn: 1 },
      { text: 'We are also looking at Initech, to be honest.', turn: 2 },
    ],
    origin: 'built-in',
    edited: false,
    generatedAt: at,
  },
  insights: [
    {
      id: 'n-1',
      kind: 'budget',
      text: 'Budget of 50,000 EUR for the second phase',
      quote: 'For the second phase we have a budget of 50,000 euros.',
      turn: 1,
      amount: 50000,
      currency: 'EUR',
      name: null,
      edited: false,
    },
    {
      id: 'n-2',
      kind: 'competitor',
      text: 'Initech',
      quote: 'We are also looking at Initech, to be honest.',
      turn: 2,
      amount: null,
      currency: null,
      name: 'Initech',
      edited: false,
    },
  ],
  actionItems: [
    {
      id: 'i-1',
      conversationId: 'v-1',
      conversationTitle: null,
      title: 'Send a comparison with Initech',
      owner: 'Sam Reyes',
      ownerUserId: 'u-sam',
      dueDate: '2026-03-13',
      status: 'open',
      turn: 3,
      quote: 'I will send you a comparison by Friday.',
      origin: 'built-in',
      edited: false,
    },
    {
      id: 'i-2',
      conversationId: 'v-1',
      conversationTitle: null,
      title: 'إرسال العقد',
      owner: null,
      ownerUserId: null,
      dueDate: null,
      status: 'done',
      turn: 4,
      quote: null,
      origin: 'entered',
      edited: true,
    },
  ],
  transcriptFormat: 'vtt',
  turnCount: turns.length,
  completedAt: '2026-03-11T15:10:00Z',
  sync: [
    {
      connectionId: 'k-sf',
      crmType: 'salesforce',
      label: 'Salesforce',
      state: 'synced',
      remoteId: '00U1',
      remoteUrl: 'https://acorn.example/00U1',
      attempts: 1,
      error: null,
      nextAttemptAt: null,
      syncedAt: '2026-03-11T15:10:02Z',
      warnings: [],
    },
    {
      connectionId: 'k-hs',
      crmType: 'hubspot',
      label: 'HubSpot',
      state: 'failed',
      remoteId: null,
      remoteUrl: null,
      attempts: 3,
      error: {
        code: 'INVALID_OPTION',
        errorClass: 'validation',
        message: 'HubSpot refused the value “Quarterly” for the field Outcome.',
        nextStep: 'Map Outcome to another field or add the option in HubSpot, then sync again.',
      },
      nextAttemptAt: null,
      syncedAt: null,
      warnings: ['Petra Klein is not in HubSpot, so the meeting has one guest fewer there.'],
    },
  ],
};

export const preview = {
  connectionId: 'k-hs',
  crmType: 'hubspot',
  requests: [
    {
      method: 'POST',
      path: '/crm/objects/2026-03/meetings',
      purpose: 'Create the meeting',
      body: { properties: { hs_meeting_title: 'Quarterly review' } },
    },
  ],
  warnings: ['Petra Klein is not in HubSpot.'],
};

export const crmChoices = [
  { id: 'k-sf', label: 'Salesforce', crmType: 'salesforce' },
  { id: 'k-hs', label: 'HubSpot', crmType: 'hubspot' },
];
