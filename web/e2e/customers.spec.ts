import { appearances, expect, expectAccessible, expectNoSidewaysScroll, test } from './fixtures';
import { problem } from './mock/api';
import { withCustomers } from './mock/customers';
import { acme, ada, permissions, timelineSources } from './mock/data';

test('filters live in the address and survive a reload', async ({ page, open }) => {
  await open('/customers', withCustomers());
  await expect(page.getByRole('link', { name: 'Globex' })).toBeVisible();
  await page.getByRole('searchbox', { name: 'Search by name or domain' }).fill('acme');
  await expect(page).toHaveURL(/query=acme/);
  await expect(page.getByRole('link', { name: 'Globex' })).toBeHidden();
  await page.reload();
  await expect(page.getByRole('searchbox')).toHaveValue('acme');
  await expect(page.getByText('1 customer', { exact: true })).toBeVisible();
  await page.getByRole('button', { name: 'Clear filters' }).click();
  await expect(page.getByRole('link', { name: 'Globex' })).toBeVisible();
  await expect(page.getByRole('searchbox')).toHaveValue('');
});

test('the list is worked through with the keyboard: J, Space, Escape, Enter', async ({ page, open }) => {
  await open('/customers', withCustomers());
  await expect(page.getByRole('link', { name: 'Acme Corp' })).toBeVisible();
  await page.keyboard.press('j');
  await expect(page.getByRole('link', { name: 'Acme Corp' })).toBeFocused();
  await page.keyboard.press('j');
  await expect(page.getByRole('link', { name: 'Globex' })).toBeFocused();
  await page.keyboard.press('k');
  await page.keyboard.press('Space');
  await expect(page.getByRole('dialog', { name: 'Acme Corp' })).toBeVisible();
  await expectAccessible(page);
  await page.keyboard.press('Escape');
  await expect(page.getByRole('link', { name: 'Acme Corp' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/customers\/c-acme$/);
  await expect(page.getByRole('heading', { name: 'Acme Corp', level: 1 })).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(page).toHaveURL(/\/customers$/);
});

test('several customers are archived at once, and it can be undone', async ({ page, open }) => {
  const api = withCustomers()
    .on('DELETE /api/customers/:id', () => undefined)
    .on('POST /api/customers/:id/restore', () => undefined);
  await open('/customers', api);
  await page.getByRole('checkbox', { name: 'Select Acme Corp' }).check();
  await page.getByRole('checkbox', { name: 'Select Globex' }).check();
  await expect(page.getByText('2 selected')).toBeVisible();
  await page.getByRole('button', { name: 'Archive' }).click();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect.poll(() => api.calls.filter(({ path }) => path.endsWith('/restore')).length).toBe(2);
});

test('a new customer is created from the palette', async ({ page, open }) => {
  const api = withCustomers().on('POST /api/customers', () => ({
    status: 201,
    json: { id: 'c-acme', name: 'Acme Corp' },
  }));
  await open('/people', api);
  await expect(page.getByRole('heading', { name: 'People' })).toBeVisible();
  await page.keyboard.press('Control+k');
  await page.keyboard.type('new cust');
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'New customer' });
  await dialog.getByLabel('Name').fill('Acme Corp');
  await dialog.getByLabel('Domains').fill('acmecorp.com');
  await page.keyboard.press('Enter');
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Create customer' }).click();
  await expect(page).toHaveURL(/\/customers\/c-acme$/);
  expect(api.bodyOf('POST /api/customers')).toMatchObject({
    name: 'Acme Corp',
    domains: ['acmecorp.com'],
    ownerId: 'u-ada',
  });
});

test('an import is tried first, rejected rows are shown, then it runs', async ({ page, open }) => {
  const rejected = [{ row: 4, column: 'domains', message: 'Invalid domain' }];
  const api = withCustomers().on('POST /api/customers/import', (_request, _parameters, url) => ({
    json: {
      rows: 3,
      created: 1,
      updated: 1,
      rejected: url.searchParams.get('dryRun') === 'true' ? rejected : [],
    },
  }));
  await open('/customers?open=import', api);
  await page
    .getByLabel('Choose a CSV file or drop it here')
    .setInputFiles({ name: 'customers.csv', mimeType: 'text/csv', buffer: Buffer.from('name\nAcme') });
  await expect(page.getByText('Invalid domain')).toBeVisible();
  await expectAccessible(page);
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Download rejected rows' }).click();
  expect((await download).suggestedFilename()).toBe('rejected-rows.csv');
  await page.getByRole('button', { name: 'Import 2 rows' }).click();
  await expect(page.getByText('Imported: 1 new, 1 updated.')).toBeVisible();
});

test('the customer page shows who, how and what happened', async ({ page, open }) => {
  await open('/customers/c-acme', withCustomers());
  await expect(page.getByRole('heading', { name: 'Acme Corp', level: 1 })).toBeVisible();
  await expect(page).toHaveTitle('Acme Corp · Rapport');
  await expect(page.getByText('Not measured')).toBeVisible();
  const timeline = page.getByRole('region', { name: 'Timeline' });
  await expect(timeline.getByText('Quarterly review')).toBeVisible();
  const chips = page.getByRole('group', { name: 'Show only' }).getByRole('button');
  await expect(chips).toHaveText(['All3', 'Zoom1', 'Upload1', 'Calendly1']);
  await page.getByRole('button', { name: 'Calendly' }).click();
  await expect(page).toHaveURL(/source=calendly/);
  await expect(timeline.getByText('Quarterly review')).toBeHidden();
  await expect(page.getByText('Kick-off of the second phase')).toBeVisible();
});

test('the customer page says what to do next and why, and what stands in the CRM', async ({ page, open }) => {
  await open('/customers/c-acme', withCustomers());
  const next = page.getByRole('region', { name: 'Recommended next step' });
  await expect(next).toContainText('Keep what was promised');
  await expect(next).toContainText('2 actions are overdue');
  await expect(next).toContainText('since 6 Mar 2026');
  await expect(next.getByRole('list', { name: 'Then' })).toContainText(
    'It is due in 45 days, on 31 May 2026.',
  );
  const crm = page.getByRole('region', { name: 'In the CRM' });
  await expect(crm).toContainText('Budget__c');
  await expect(crm.getByRole('link', { name: 'Quarterly review' })).toBeVisible();
  await next.getByRole('link', { name: 'See the actions' }).click();
  await expect(page).toHaveURL(/\/action-items\?customer=c-acme/);
});

test('a customer of whom nothing is to be said shows no empty frames', async ({ page, open }) => {
  const api = withCustomers()
    .on('GET /api/customers/:id/timeline', { items: [], nextCursor: null })
    .on('GET /api/customers/:id/timeline/sources', { ...timelineSources, items: [], total: 0 })
    .on('GET /api/customers/:id/next-steps', { items: [] })
    .on('GET /api/customers/:id/crm-fields', { items: [], nextCursor: null });
  await open('/customers/c-acme', api);
  await expect(page.getByText('Nothing has happened yet')).toBeVisible();
  await expect(page.getByRole('group', { name: 'Show only' })).toBeHidden();
  await expect(page.getByRole('heading', { name: 'Recommended next step' })).toBeHidden();
  await expect(page.getByRole('heading', { name: 'In the CRM' })).toBeHidden();
});

test('a customer may lose its owner and its renewal date', async ({ page, open }) => {
  const api = withCustomers().on('PATCH /api/customers/c-acme', acme);
  await open('/customers/c-acme', api);
  await page.getByRole('button', { name: 'Edit' }).click();
  const dialog = page.getByRole('dialog', { name: 'Edit customer' });
  await dialog.getByRole('button', { name: /Clear.*Owner/ }).click();
  await dialog.getByLabel('Renewal').fill('');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(dialog).toBeHidden();
  expect(api.bodyOf('PATCH /api/customers/c-acme')).toMatchObject({
    name: 'Acme Corp',
    ownerId: null,
    renewalDate: null,
    segment: 'enterprise',
  });
});

test('a stakeholder is added with several addresses, another removed and brought back', async ({
  page,
  open,
}) => {
  const api = withCustomers()
    .on('POST /api/customers/c-acme/stakeholders', () => ({ status: 201, json: { id: 's-new' } }))
    .on('DELETE /api/stakeholders/:id', () => undefined)
    .on('POST /api/stakeholders/:id/restore', () => undefined);
  await open('/customers/c-acme', api);
  await page.getByRole('button', { name: 'Add person' }).click();
  const dialog = page.getByRole('dialog', { name: 'Add person' });
  await dialog.getByLabel('Name').fill('Petra Klein');
  await dialog.getByLabel('Emails').fill('petra@acmecorp.com p.klein@acmecorp.com ');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(dialog).toBeHidden();
  expect(api.bodyOf('POST /api/customers/c-acme/stakeholders')).toMatchObject({
    name: 'Petra Klein',
    emails: ['petra@acmecorp.com', 'p.klein@acmecorp.com'],
  });
  await page.getByRole('button', { name: /Actions for .*John Smith/ }).click();
  await page.getByRole('menuitem', { name: 'Remove' }).click();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect
    .poll(() => api.calls.some(({ path }) => path === '/api/stakeholders/s-john/restore'))
    .toBe(true);
  await expect
    .poll(() =>
      api.calls.some(({ method, path }) => method === 'DELETE' && path === '/api/stakeholders/s-john'),
    )
    .toBe(true);
});

test('[H-14] an open action is ticked off, and it can be undone', async ({ page, open }) => {
  const api = withCustomers().on('PATCH /api/action-items/:id', () => undefined);
  await open('/customers/c-acme', api);
  await page.getByRole('checkbox', { name: /Send the comparison/ }).click();
  await expect.poll(() => api.bodyOf('PATCH /api/action-items/i-1')).toEqual({ status: 'done' });
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect.poll(() => api.bodyOf('PATCH /api/action-items/i-1')).toEqual({ status: 'open' });
});

test('an unmatched person is resolved and remembered', async ({ page, open }) => {
  const api = withCustomers().on('POST /api/unmatched/:id/resolve', () => undefined);
  await open('/unmatched', api);
  await page.getByRole('button', { name: 'Accept' }).click();
  await expect
    .poll(() => api.bodyOf('POST /api/unmatched/m-1/resolve'))
    .toEqual({ customerId: 'c-acme', createStakeholder: true });
  await page.getByRole('button', { name: 'Choose customer' }).last().click();
  const dialog = page.getByRole('dialog', { name: 'Who is this?' });
  await dialog.getByRole('combobox', { name: 'Customer' }).fill('Acme');
  await page.getByRole('option', { name: 'Acme Corp' }).click();
  await dialog.getByRole('radio', { name: 'Mia Wong' }).check();
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Resolve and remember' }).click();
  await expect
    .poll(() => api.bodyOf('POST /api/unmatched/m-2/resolve'))
    .toEqual({ customerId: 'c-acme', stakeholderId: 's-mia' });
});

test('a problem is told in words with a way on', async ({ page, open }) => {
  let broken = true;
  const api = withCustomers().on('GET /api/customers', () =>
    broken
      ? { status: 400, json: { code: 'odd', detail: 'The list is being rebuilt.', errorId: 'e-77' } }
      : { json: { items: [], nextCursor: null, total: 0 } },
  );
  await open('/customers', api);
  await expect(page.getByRole('alert')).toContainText('The list is being rebuilt. Error e-77.');
  broken = false;
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(page.getByText('No customers yet')).toBeVisible();
});

test("another organisation's customer is simply not there", async ({ page, open }) => {
  await open(
    '/customers/c-other',
    withCustomers()
      .on('GET /api/customers/c-other', () => problem(404, 'not_found', 'There is no such customer.'))
      .on('GET /api/customers/c-other/timeline', () => problem(404, 'not_found', '')),
  );
  await expect(page.getByRole('heading', { name: 'Nothing here' })).toBeVisible();
});

test('a missing right hides the item, and the address explains', async ({ page, open }) => {
  await open('/unmatched', withCustomers({ ...ada, role: 'rep', permissions: permissions.rep }));
  await expect(page.getByRole('heading', { name: 'This page needs another role' })).toBeVisible();
  await expect(page.getByRole('link', { name: 'Unmatched' })).toHaveCount(0);
  await page.getByRole('link', { name: 'Customers' }).first().click();
  await expect(page.getByRole('link', { name: 'Globex' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'New customer' })).toHaveCount(0);
});

for (const { language, scheme } of appearances) {
  for (const address of ['/customers', '/customers/c-acme', '/people', '/unmatched']) {
    test(`${address} is accessible in ${language}, ${scheme}`, async ({ page, open }) => {
      await open(address, withCustomers({ ...ada, locale: language }), { language, scheme });
      await expect(page.locator('h1')).toBeVisible();
      await page.waitForLoadState('networkidle');
      await expectAccessible(page);
    });
  }
}

for (const address of ['/customers', '/customers/c-acme', '/people', '/unmatched']) {
  test(`${address} fits a phone`, async ({ page, open }) => {
    await page.setViewportSize({ width: 390, height: 844 });
    await open(address, withCustomers());
    await expect(page.locator('h1')).toBeVisible();
    await page.waitForLoadState('networkidle');
    await expectNoSidewaysScroll(page);
    await expectAccessible(page);
  });
}
