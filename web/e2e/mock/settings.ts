import { list, type MockApi } from './api';
import { withCustomers } from './customers';
import { ada, home } from './data';

export const auditEntries = [
  {
    id: 'l-1',
    at: '2026-03-12T09:30:00Z',
    actor: { id: 'u-ada', name: 'Ada Berg', kind: 'user' },
    action: 'customer.updated',
    subjectType: 'customer',
    subjectId: 'c-acme',
    details: { before: { segment: null }, after: { segment: 'enterprise' } },
  },
  {
    id: 'l-2',
    at: '2026-03-12T09:29:00Z',
    actor: { id: null, name: 'Rapport', kind: 'system' },
    action: 'crm.record.written',
    subjectType: 'sync',
    subjectId: 's-1',
    details: { operation: 'create', object: 'Event' },
  },
];

/** A server with everything the settings ask for. */
export function withSettings(as: object = ada): MockApi {
  return withCustomers(as)
    .on('GET /api/home', home)
    .on(
      'GET /api/sessions-of-mine',
      list([
        {
          id: 'se-1',
          createdAt: '2026-03-10T08:00:00Z',
          lastSeenAt: '2026-03-12T09:30:00Z',
          address: '192.0.2.10',
          userAgent:
            'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0 Safari/537.36',
          current: true,
        },
        {
          id: 'se-2',
          createdAt: '2026-03-01T08:00:00Z',
          lastSeenAt: '2026-03-11T18:00:00Z',
          address: '192.0.2.77',
          userAgent: 'Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) Version/19.0 Safari/605.1',
          current: false,
        },
      ]),
    )
    .on('GET /api/organization', {
      id: 'o-1',
      name: 'Acorn Works',
      zone: 'Europe/Berlin',
      hourlyApiLimit: 10000,
      competitors: ['Initech', 'Umbrella Analytics'],
    })
    .on(
      'GET /api/invitations',
      list([
        {
          id: 'in-1',
          email: 'lea@acorn.example',
          name: null,
          role: 'leader',
          invitedBy: 'Ada Berg',
          createdAt: '2026-03-11T10:00:00Z',
          expiresAt: '2026-03-18T10:00:00Z',
          expired: false,
        },
      ]),
    )
    .on(
      'GET /api/api-keys',
      list([
        {
          id: 'k-1',
          name: 'Nightly export',
          scopes: ['customers:read', 'conversations:read'],
          prefix: 'rap_7f3a',
          owner: { id: 'u-ada', name: 'Ada Berg' },
          createdAt: '2026-01-10T10:00:00Z',
          lastUsedAt: '2026-03-12T02:00:00Z',
          expiresAt: '2026-07-01T00:00:00Z',
        },
      ]),
    )
    .on('GET /api/audit', list(auditEntries))
    .on(
      'GET /api/outbox',
      list([
        {
          id: 'o-1',
          to: 'lea@acorn.example',
          subject: 'You are invited to Acorn Works',
          text: 'Hello,\n\nAda Berg invites you to Acorn Works <b>not markup</b>:\nhttp://localhost:3000/invitation/abc\n',
          html: null,
          attachment: null,
          createdAt: '2026-03-11T10:00:00Z',
          sentAt: null,
          state: 'kept',
          attempts: 0,
          error: null,
        },
      ]),
    )
    .on(
      'GET /api/conversations',
      list([
        {
          id: 'v-1',
          title: 'Quarterly review',
          source: 'zoom',
          startedAt: '2026-03-11T14:30:00Z',
          customer: { id: 'c-acme', name: 'Acme Corp' },
        },
      ]),
    );
}
