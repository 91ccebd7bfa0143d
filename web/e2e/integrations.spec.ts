import { appearances, expect, expectAccessible, expectNoSidewaysScroll, test } from './fixtures';
import { list, signedIn, type MockApi } from './mock/api';
import { ada, permissions } from './mock/data';
import {
  activity,
  approvals,
  catalogue,
  checks,
  failures,
  fields,
  mappings,
  suggestions,
  numbers,
  options,
  readOnly,
  signedOutThere,
} from './mock/integrations';

const withIntegrations = (as: object = ada, salesforce?: object): MockApi =>
  signedIn(as)
    .on('GET /api/integrations', list(catalogue(salesforce)))
    .on('GET /api/integrations/requests', list(approvals))
    .on('GET /api/integrations/crm/checks', list(checks))
    .on('GET /api/integrations/crm/fields', fields)
    .on('GET /api/integrations/crm/k-sf/mappings', mappings)
    .on('GET /api/integrations/crm/k-sf/options', list(options))
    .on('GET /api/integrations/crm/k-sf/mappings/suggestions', list(suggestions))
    .on('GET /api/monitor', numbers)
    .on('GET /api/monitor/activity', list(activity))
    .on('GET /api/monitor/errors', list(failures));

const sam = { ...ada, id: 'u-sam', name: 'Sam Reyes', role: 'rep', permissions: permissions.rep };

test('[H-82] cards in three columns say what is connected and offer to connect', async ({ page, open }) => {
  await open('/integrations', withIntegrations());
  await expect(page.getByRole('heading', { level: 1, name: 'CRM Integrations' })).toBeVisible();
  const cards = page.getByRole('list', { name: 'CRMs you can connect' });
  const columns = await cards.evaluate((grid) => getComputedStyle(grid).gridTemplateColumns.split(' '));
  expect(columns).toHaveLength(3);
  const salesforce = cards.getByRole('listitem').filter({ hasText: 'Salesforce' });
  await expect(salesforce).toContainText('Connected');
  await expect(salesforce.locator('svg').first()).toBeVisible();
  await cards.getByRole('button', { name: 'Connect HubSpot' }).click();
  await expect(page).toHaveURL(/\/integrations\/hubspot$/);
  await expect(page.getByRole('heading', { name: 'Paste a service key' })).toBeVisible();
});

test('[H-83] active integrations show health and next step, pause, and disconnect by name', async ({
  page,
  open,
}) => {
  const api = withIntegrations(ada, signedOutThere)
    .on('PATCH /api/integrations/crm/k-sf', signedOutThere)
    .on('DELETE /api/integrations/crm/k-sf', () => undefined);
  await open('/integrations', api);
  const active = page.getByRole('region', { name: 'Active integrations' });
  await expect(active).toContainText('Salesforce no longer accepts our sign-in.');
  await expect(active).toContainText('Connect it again; what waits is sent then.');
  await expect(active.getByRole('button', { name: 'Reconnect' })).toBeVisible();
  await active.getByRole('button', { name: 'More for Salesforce' }).click();
  await page.getByRole('menuitem', { name: 'Pause' }).click();
  await expect.poll(() => api.bodyOf('PATCH /api/integrations/crm/k-sf')).toEqual({ paused: true });
  await active.getByRole('button', { name: 'More for Salesforce' }).click();
  await page.getByRole('menuitem', { name: 'Disconnect' }).click();
  const dialog = page.getByRole('dialog', { name: /Disconnect .*Salesforce/ });
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Disconnect' }).click();
  await expect.poll(() => api.calls.some(({ method }) => method === 'DELETE')).toBe(true);
});

test('[H-98] a member asks, an admin approves', async ({ page, open }) => {
  const asking = withIntegrations(sam, readOnly).on('POST /api/integrations/hubspot/connect', () => ({
    status: 202,
    json: { state: 'pending_approval', requestId: 'q-1' },
  }));
  await open('/integrations', asking);
  await page.getByRole('button', { name: 'Ask an admin to connect HubSpot' }).click();
  await expect(page.getByText('Your request waits for an administrator.')).toBeVisible();
  await expect(page.getByText('Waiting for approval')).toBeHidden();

  const deciding = withIntegrations().on('POST /api/integrations/requests/q-1/approve', () => {
    deciding.on('GET /api/integrations/requests', list([]));
    return { json: { state: 'approved' } };
  });
  await open('/integrations', deciding);
  await expect(page.getByText('asks to connect')).toContainText('Sam Reyes asks to connect HubSpot.');
  await page.getByRole('button', { name: 'Approve' }).click();
  await expect(page.getByText('asks to connect')).toBeHidden();
});

test('[H-100] without the right to manage the page is read-only', async ({ page, open }) => {
  await open('/integrations/salesforce', withIntegrations(sam, readOnly));
  await expect(page.getByText('You can look at these settings.')).toBeVisible();
  for (const name of ['Sync now', 'Disconnect', 'Pause', 'Add a mapping'])
    await expect(page.getByRole('button', { name })).toBeHidden();
  await expect(page.getByRole('combobox', { name: 'Field in the CRM' })).toBeDisabled();
});

test('the page of a provider shows checks, fields and mappings with warnings', async ({ page, open }) => {
  const api = withIntegrations().on('PUT /api/integrations/crm/k-sf/mappings', (request) => ({
    json: { ...mappings, items: (request.postDataJSON() as { items: object[] }).items },
  }));
  await open('/integrations/salesforce', api);
  await expect(page.getByText('Event has no field Rapport_Id__c.')).toBeVisible();
  await expect(page.getByText('420 of 100,000 calls that Salesforce allows per day are used.')).toBeVisible();
  await expect(page.getByText('Salesforce has no field Last_Talk__c there')).toBeVisible();
  await expect(page.getByRole('row', { name: /Mood__c/ })).toContainText('Choice 1 value');
  await page.getByRole('combobox', { name: 'Field in the CRM' }).click();
  await page.getByRole('option', { name: 'Mood (Mood__c)' }).click();
  await page.getByRole('button', { name: 'Save' }).click();
  await expect
    .poll(() => api.bodyOf('PUT /api/integrations/crm/k-sf/mappings'))
    .toEqual({
      items: [{ source: 'summary', object: 'contact', field: 'Mood__c', enabled: true }],
      excluded: [],
    });
  await expect(page.getByText('Salesforce has no field Last_Talk__c there')).toBeHidden();
});

test('the options of a connection are those its CRM has', async ({ page, open }) => {
  const change = 'PATCH /api/integrations/crm/k-sf';
  const api = withIntegrations().on(change, {});
  await open('/integrations/salesforce', api);
  await page.getByRole('combobox', { name: 'A meeting becomes' }).click();
  await page.getByRole('option', { name: 'a task' }).click();
  await expect.poll(() => api.bodyOf(change)).toEqual({ options: { meetingsAs: 'task' } });
  await page.getByRole('textbox', { name: 'API version' }).fill('v67.0');
  await page.keyboard.press('Tab');
  await expect.poll(() => api.bodyOf(change)).toEqual({ options: { apiVersion: 'v67.0' } });
});

test('sure suggestions are taken at once and what is kept out is saved with them [H-60, H-95]', async ({
  page,
  open,
}) => {
  const api = withIntegrations().on('PUT /api/integrations/crm/k-sf/mappings', (request) => ({
    json: { ...mappings, ...(request.postDataJSON() as object) },
  }));
  await open('/integrations/salesforce', api);
  await expect(page.getByText('Churn risk (Churn_Risk__c)')).toBeVisible();
  await page.getByRole('button', { name: 'Take all 2 of at least 80%' }).click();
  await expect(page.getByText('Next move (Next_Move__c)')).toBeVisible();
  await page.getByRole('group', { name: 'Kept out of this CRM' }).getByLabel('Budget').check();
  await page.getByRole('button', { name: 'Save' }).click();
  await expect
    .poll(() => api.bodyOf('PUT /api/integrations/crm/k-sf/mappings'))
    .toMatchObject({
      items: [
        { source: 'summary', field: 'Last_Talk__c' },
        { source: 'budget', field: 'Stated_Budget__c' },
        { source: 'risk', field: 'Churn_Risk__c' },
      ],
      excluded: ['budget'],
    });
});

test('syncing everything shows progress and can be stopped', async ({ page, open }) => {
  let state = 'running';
  const job = () => ({
    id: 'j-1',
    state,
    progress: { done: 3, total: 12 },
    message: '',
  });
  const api = withIntegrations()
    .on('POST /api/integrations/crm/sync', () => ({ status: 202, json: { jobId: 'j-1' } }))
    .on('GET /api/jobs/j-1', () => ({ json: job() }))
    .on('POST /api/jobs/j-1/cancel', () => {
      state = 'cancelled';
      return { json: job() };
    });
  await open('/integrations/salesforce', api);
  await page.getByRole('button', { name: 'Sync now' }).click();
  await expect(page.getByText('3 of 12 conversations done')).toBeVisible();
  await page.getByRole('button', { name: 'Cancel' }).click();
  await expect(page.getByText('Stopped. What was sent stays.')).toBeVisible();
});

test('a sign-in that failed is told in words', async ({ page, open }) => {
  await open('/integrations/hubspot?error=access_denied', withIntegrations());
  await expect(page.getByRole('alert')).toContainText('left without agreeing');
});

test('[H-87] [H-88] [H-89] the monitor shows its numbers, with an alert for failures', async ({
  page,
  open,
}) => {
  await open('/integrations/monitor', withIntegrations());
  const card = (name: string) => page.locator('[class*=metric]').filter({ hasText: name }).first();
  await expect(card('Synced Today')).toContainText('12');
  await expect(card('Avg Sync Time')).toContainText('0.81 s');
  await expect(card('Failed Syncs')).toHaveAttribute('data-alert', 'true');
  await page.getByRole('link', { name: 'Failed Syncs' }).click();
  await expect(page).toHaveURL(/#errors$/);
  await expect(page.getByRole('heading', { name: 'Error log' })).toBeInViewport();
  await page.getByRole('button', { name: /^Pending: .* 3 more wait/ }).hover();
});

test('[H-90] [H-91] activity and error log: reason in words, payload, retry', async ({ page, open }) => {
  const api = withIntegrations()
    .on('POST /api/monitor/errors/y-1/retry', () => ({ status: 202, json: { retried: 1 } }))
    .on('POST /api/monitor/errors/retry', () => ({ status: 202, json: { retried: 1 } }));
  await open('/integrations/monitor', api);
  const log = page.getByRole('region', { name: 'Error log' });
  await expect(log).toContainText('HubSpot refused the value “Quarterly” for the field Outcome.');
  await expect(log).toContainText('Add the option in HubSpot, then retry.');
  await log.getByText('What was sent').click();
  await expect(log).toContainText('/crm/objects/2026-03/meetings');
  await log.getByRole('button', { name: 'Retry Quarterly review in HubSpot' }).click();
  await expect.poll(() => api.calls.some(({ path }) => path.endsWith('/y-1/retry'))).toBe(true);
  await log.getByRole('button', { name: 'Retry all' }).click();
  await expect(page.getByText('1 conversation is tried again.')).toBeVisible();
  await expect(page.getByRole('table', { name: 'Recent activity' })).toContainText('Done');
});

const pages = ['/integrations', '/integrations/salesforce', '/integrations/hubspot', '/integrations/monitor'];

for (const appearance of appearances) {
  const { language, scheme } = appearance;
  test(`integrations are accessible in ${language}, ${scheme}`, async ({ page, open }) => {
    test.slow();
    const api = withIntegrations({ ...ada, locale: language });
    for (const address of pages) {
      await open(address, api, appearance);
      await expect(page.locator('h1')).toBeVisible();
      await expect(page.locator('[role=status][aria-label]')).toHaveCount(0);
      await expectAccessible(page);
    }
  });
}

test('on a phone nothing of the integrations scrolls sideways', async ({ page, open }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  const api = withIntegrations();
  for (const address of pages) {
    await open(address, api);
    await expect(page.locator('h1')).toBeVisible();
    await expectNoSidewaysScroll(page);
  }
});
