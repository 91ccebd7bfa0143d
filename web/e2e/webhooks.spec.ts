import { appearances, expect, expectAccessible, expectNoSidewaysScroll, test } from './fixtures';
import { list, problem, signedIn, signedOut, type MockApi } from './mock/api';
import { ada } from './mock/data';

const endpoint = {
  id: 'w-1',
  name: 'Warehouse',
  url: 'https://warehouse.example/hooks',
  events: ['session.completed'],
  active: true,
  state: 'failing',
  disabledReason: null,
  previousSecretUntil: null,
  createdAt: '2026-03-01T09:00:00Z',
  stats: { delivered: 12, failed: 1, pending: 0 },
};

const delivery = {
  id: 'd-1',
  eventId: 'e-1',
  eventType: 'session.completed',
  state: 'failed',
  attempts: 2,
  responseStatus: 503,
  error: 'The endpoint answered 503.',
  createdAt: '2026-03-12T09:00:00Z',
  deliveredAt: null,
  nextAttemptAt: null,
};

const types = [
  { type: 'session.completed', description: 'A conversation was completed.', example: {} },
  { type: 'action_item.created', description: 'An action item was created.', example: {} },
];

const withWebhooks = (as: object = ada): MockApi =>
  signedIn(as)
    .on('GET /api/integrations/webhooks', list([endpoint]))
    .on('GET /api/integrations/webhooks/w-1', endpoint)
    .on('GET /api/integrations/webhooks/w-1/deliveries', list([delivery]))
    .on('GET /api/integrations/webhooks/event-types', list(types))
    .on('GET /api/integrations/webhooks/deliveries/d-1', {
      ...delivery,
      payload: { title: 'Quarterly review' },
      responseBody: 'busy',
      attemptLog: [
        {
          number: 1,
          at: '2026-03-12T09:00:00Z',
          durationMs: 31,
          status: 503,
          outcome: 'retry',
          error: 'The endpoint answered 503.',
          excerpt: 'busy',
        },
      ],
    });

test('[H-31] a webhook is created and its secret shown once', async ({ page, open }) => {
  const api = withWebhooks().on('POST /api/integrations/webhooks', () =>
    problem(400, 'webhook_url_refused', 'This address is in a private network.'),
  );
  await open('/integrations/webhooks', api);
  await page.getByRole('button', { name: 'New webhook' }).click();
  await page.getByLabel('Name').fill('Warehouse');
  await page.getByLabel('Address').fill('http://10.0.0.1/');
  await page.getByLabel('session.completed').check();
  await page.getByRole('button', { name: 'Create webhook' }).click();
  await expect(page.getByRole('alert')).toContainText('This address is in a private network.');
  await expectAccessible(page);
  api.on('POST /api/integrations/webhooks', () => ({
    status: 201,
    json: { ...endpoint, secret: 'whsec_once' },
  }));
  await page.getByLabel('Address').fill('https://warehouse.example/hooks');
  await page.getByRole('button', { name: 'Create webhook' }).click();
  await expect(page.getByRole('textbox', { name: 'Secret' })).toHaveValue('whsec_once');
  await page.getByRole('button', { name: 'I have stored it' }).click();
  await expect(page.getByText('whsec_once')).toBeHidden();
});

test('[H-34] a test send tells status, time and body', async ({ page, open }) => {
  const api = withWebhooks().on('POST /api/integrations/webhooks/test', {
    status: 200,
    durationMs: 42,
    bodyExcerpt: 'thanks',
    error: null,
  });
  await open('/integrations/webhooks/w-1', api);
  await page.getByRole('button', { name: 'Send a test' }).click();
  await expect(page.getByText('Answered 200 in 42 ms')).toBeVisible();
  await expect(page.getByText('thanks')).toBeVisible();
});

test('[H-29] deliveries show attempts and payload and are sent again', async ({ page, open }) => {
  const api = withWebhooks().on('POST /api/integrations/webhooks/deliveries/d-1/redeliver', () => ({
    status: 202,
    json: { count: 1 },
  }));
  await open('/integrations/webhooks/w-1?state=failed', api);
  await page.getByRole('button', { name: 'session.completed' }).click();
  const panel = page.getByRole('dialog');
  await expect(panel).toContainText('The endpoint answered 503.');
  await expect(panel).toContainText('"title": "Quarterly review"');
  await expectAccessible(page);
  await panel.getByRole('button', { name: 'Send again' }).click();
  await expect(page.getByText('1 delivery is sent again.')).toBeVisible();
});

test('[H-33] a webhook is deleted by name', async ({ page, open }) => {
  const api = withWebhooks().on('DELETE /api/integrations/webhooks/w-1', () => undefined);
  await open('/integrations/webhooks/w-1', api);
  await page.getByRole('button', { name: 'More actions' }).click();
  await page.getByRole('menuitem', { name: 'Delete' }).click();
  await page
    .getByRole('dialog', { name: /Delete .*Warehouse/ })
    .getByRole('button', { name: 'Delete' })
    .click();
  await expect(page).toHaveURL(/\/integrations\/webhooks$/);
});

test('[H-116] the guides lead to each other', async ({ page, open }) => {
  await open('/help/salesforce', signedIn());
  await expect(page.getByRole('heading', { level: 1, name: 'Salesforce' })).toBeVisible();
  await expect(page.getByRole('main')).toContainText('External Client App');
  await page.getByRole('main').getByRole('link', { name: 'Troubleshooting' }).last().click();
  await expect(page.getByRole('heading', { level: 1, name: 'Troubleshooting' })).toBeVisible();
  await expectAccessible(page);
});

test('[H-116] the guides are open to everybody, with the way to the sign-in', async ({ page, open }) => {
  await open('/help', signedOut());
  await page.getByRole('link', { name: 'Troubleshooting' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Troubleshooting' })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('link', { name: 'Sign in' }).click();
  await expect(page).toHaveURL(/\/login\?from=%2Fhelp%2Ftroubleshooting/);
});

test('[H-116] the guides are Arabic where the reader is', async ({ page, open }) => {
  await open('/help/troubleshooting', signedIn({ ...ada, locale: 'ar' }), { language: 'ar' });
  const text = page.getByRole('article');
  await expect(text.getByRole('heading', { name: 'rate: طلبات كثيرة' })).toHaveAttribute('id', 'rate');
  await expect(text).toHaveCSS('direction', 'rtl');
});

test('[H-118] the API reference lists every route and can be searched', async ({ page, open }) => {
  const api = signedIn().on('GET /api/openapi.json', {
    paths: {
      '/api/me': { get: { responses: { 200: { description: 'OK' } } } },
      '/api/conversations': {
        get: { summary: 'List', parameters: [{ name: 'query', in: 'query', schema: { type: 'string' } }] },
      },
    },
  });
  await open('/help/api', api);
  await expect(page.getByText('/api/me', { exact: true })).toBeVisible();
  await page.getByRole('searchbox').fill('conversations');
  await expect(page.getByText('/api/me', { exact: true })).toBeHidden();
  await page.getByText('/api/conversations', { exact: true }).click();
  await expect(page.getByText('query?: string')).toBeVisible();
  await expectAccessible(page);
});

for (const appearance of appearances) {
  const { language, scheme } = appearance;
  test(`webhooks and help are accessible in ${language}, ${scheme}`, async ({ page, open }) => {
    test.slow();
    const api = withWebhooks({ ...ada, locale: language });
    for (const address of [
      '/integrations/webhooks',
      '/integrations/webhooks/w-1',
      '/help',
      '/help/webhooks',
    ]) {
      await open(address, api, appearance);
      await expect(page.locator('h1')).toBeVisible();
      await expectAccessible(page);
    }
    await page.setViewportSize({ width: 390, height: 844 });
    for (const address of [
      '/integrations/webhooks',
      '/integrations/webhooks/w-1',
      '/help',
      '/help/webhooks',
      '/help/salesforce',
    ]) {
      await open(address, api, appearance);
      await expect(page.locator('h1')).toBeVisible();
      await expectNoSidewaysScroll(page);
    }
  });
}
