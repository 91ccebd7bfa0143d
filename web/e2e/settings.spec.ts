import { appearances, expect, expectAccessible, expectNoSidewaysScroll, test } from './fixtures';
import { problem, signedOut } from './mock/api';
import { ada, home } from './mock/data';
import { withSettings } from './mock/settings';

const pages = [
  '/home',
  '/settings/security',
  '/settings/organisation',
  '/settings/members',
  '/settings/api-keys',
  '/settings/audit',
  '/settings/outbox',
];

test('home shows my work', async ({ page, open }) => {
  await open('/home', withSettings());
  await expect(page.getByText('Send the comparison with Initech')).toBeVisible();
  await expect(page.getByRole('link', { name: 'مراجعة العقد' })).toBeVisible();
  await expect(page.getByText('Map Outcome to another field')).toBeVisible();
  await expect(page.getByText('Carl Winter asks to connect HubSpot.')).toBeVisible();
  await expect(page.getByRole('link', { name: 'شركة الأفق للتقنية' })).toBeVisible();
  await page.getByRole('link', { name: 'Acme Corp' }).click();
  await expect(page).toHaveURL(/\/customers\/c-acme$/);
});

test('home shows only the parts that are mine', async ({ page, open }) => {
  const { asOf, movedCustomers } = home;
  await open('/home', withSettings().on('GET /api/home', { asOf, movedCustomers }));
  await expect(page.getByRole('link', { name: 'Acme Corp' })).toBeVisible();
  for (const title of ['Needs attention', 'My open actions', 'Waiting for my review', 'My next renewals'])
    await expect(page.getByRole('heading', { name: title })).toBeHidden();
});

test('a wrong present password is said at the field, a right one is changed', async ({ page, open }) => {
  const api = withSettings().on('POST /api/me/password', () =>
    problem(400, 'wrong_password', 'This is not your present password.'),
  );
  await open('/settings/security', api);
  await page.getByLabel('Present password').fill('old');
  await page.getByLabel('New password').fill('a new long sentence');
  await page.getByRole('button', { name: 'Change password' }).click();
  await expect(page.getByText('This is not your present password.')).toBeVisible();
  api.on('POST /api/me/password', () => undefined);
  await page.getByRole('button', { name: 'Change password' }).click();
  await expect(page.getByText('Saved')).toBeVisible();
  expect(api.bodyOf('POST /api/me/password')).toEqual({ current: 'old', new: 'a new long sentence' });
});

test('another device is signed out', async ({ page, open }) => {
  const api = withSettings().on('DELETE /api/sessions-of-mine/:id', () => undefined);
  await open('/settings/security', api);
  await expect(page.getByText('Chrome on Linux')).toBeVisible();
  await expect(page.getByText('Safari on iOS')).toBeVisible();
  await page.getByRole('button', { name: 'Sign out', exact: true }).click();
  await expect
    .poll(() => api.calls.some(({ method, path }) => method === 'DELETE' && path.endsWith('/se-2')))
    .toBe(true);
});

test('the organisation keeps its competitors', async ({ page, open }) => {
  const api = withSettings().on('PATCH /api/organization', (request) => ({
    json: { id: 'o-1', ...(request.postDataJSON() as object) },
  }));
  await open('/settings/organisation', api);
  await page.getByRole('combobox', { name: 'Competitors' }).fill('Hooli Cloud');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('Saved')).toBeVisible();
  expect(api.bodyOf('PATCH /api/organization')).toMatchObject({
    competitors: ['Initech', 'Umbrella Analytics', 'Hooli Cloud'],
  });
});

test('a member is invited with a link, changed and switched off', async ({ page, open }) => {
  const link = 'http://localhost:3000/invitation/abc';
  const api = withSettings()
    .on('POST /api/invitations', () => ({
      status: 201,
      json: { id: 'in-2', email: 'sam@acorn.example', link },
    }))
    .on('PATCH /api/users/:id', () => undefined);
  await open('/settings/members', api);
  await page.getByRole('button', { name: 'Invite member' }).click();
  const dialog = page.getByRole('dialog', { name: 'Invite member' });
  await dialog.getByLabel('Email').fill('sam@acorn.example');
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Send invitation' }).click();
  await expect(dialog.getByLabel('Invitation link')).toHaveValue(link);
  await dialog.getByRole('button', { name: 'Close' }).last().click();
  await expect(page).toHaveURL(/\/settings\/members$/);
  await page.getByRole('switch', { name: 'Carl Winter is active' }).click({ force: true });
  await expect.poll(() => api.bodyOf('PATCH /api/users/u-carl')).toEqual({ active: false });
});

test('an invited person joins', async ({ page, open }) => {
  const api = signedOut()
    .on('GET /api/invitations/by-token/abc', {
      organizationName: 'Acorn Works',
      email: 'sam@acorn.example',
      role: 'rep',
      name: null,
    })
    .on('POST /api/invitations/by-token/abc/accept', () => {
      api.on('GET /api/me', { ...ada, permissions: [], unreadNotices: 0 });
      api.on('GET /api/live', () => ({ headers: { 'Content-Type': 'text/event-stream' }, body: '' }));
      return undefined;
    });
  await open('/invitation/abc', api);
  await page.getByLabel('Your name').fill('Sam Reyes');
  await expectAccessible(page);
  await page.getByLabel('Password', { exact: true }).fill('a long enough sentence');
  await page.getByRole('button', { name: 'Join' }).click();
  await expect(page).toHaveURL(/\/settings$/);
});

test('an API key is shown once and revoked by name', async ({ page, open }) => {
  const api = withSettings()
    .on('POST /api/api-keys', () => ({
      status: 201,
      json: { id: 'k-2', name: 'Script', key: 'rap_secret_value' },
    }))
    .on('DELETE /api/api-keys/:id', () => undefined);
  await open('/settings/api-keys', api);
  await page.getByRole('button', { name: 'New API key' }).click();
  const dialog = page.getByRole('dialog', { name: 'New API key' });
  await dialog.getByLabel('Name').fill('Script');
  await dialog.getByRole('checkbox', { name: 'Read customers' }).check();
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Create key' }).click();
  await expect(page.getByRole('textbox', { name: 'API key' })).toHaveValue('rap_secret_value');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('textbox', { name: 'API key' })).toBeVisible(); // a stray key does not lose it
  await page.getByRole('button', { name: 'I have stored it' }).click();
  await expect(page.getByText('rap_secret_value')).toHaveCount(0);
  expect(api.bodyOf('POST /api/api-keys')).toMatchObject({ name: 'Script', scopes: ['customers:read'] });
  await page.getByRole('button', { name: 'Revoke' }).click();
  const confirm = page.getByRole('dialog', { name: /Revoke .*Nightly export/ });
  await confirm.getByRole('button', { name: 'Revoke' }).click();
  await expect(confirm).toBeHidden();
});

test('[H-99] the audit log is filtered, opened and exported', async ({ page, open }) => {
  const api = withSettings();
  await open('/settings/audit', api);
  await expect(page.getByText('customer.updated')).toBeVisible();
  await page.getByLabel('Action: customer.*').fill('crm.*');
  await expect(page).toHaveURL(/action=crm/);
  await expect(page.getByRole('link', { name: 'Export CSV' })).toHaveAttribute(
    'href',
    /\/api\/audit\/export\?format=csv&action=crm/,
  );
  await page.getByText('customer.updated').click();
  await expect(page.getByRole('dialog')).toContainText('"segment": "enterprise"');
  await expectAccessible(page);
});

test('without a mail server a letter is read, its link used and marked as sent', async ({ page, open }) => {
  const api = withSettings().on('POST /api/outbox/:id/mark-sent', () => undefined);
  await open('/settings/outbox', api);
  await expect(page.getByText('You are invited to Acorn Works')).toBeVisible();
  await page.keyboard.press('j');
  await page.keyboard.press('Space');
  await expect(page.getByRole('link', { name: 'http://localhost:3000/invitation/abc' })).toBeVisible();
  await expect(page.getByText('<b>not markup</b>')).toBeVisible();
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Mark as sent' }).click();
  await expect.poll(() => api.calls.some(({ path }) => path === '/api/outbox/o-1/mark-sent')).toBe(true);
});

for (const { language, scheme } of appearances) {
  for (const address of pages) {
    test(`${address} is accessible in ${language}, ${scheme}`, async ({ page, open }) => {
      await open(address, withSettings({ ...ada, locale: language }), { language, scheme });
      await expect(page.locator('h1')).toBeVisible();
      await page.waitForLoadState('networkidle');
      await expectAccessible(page);
    });
  }
}

for (const address of pages) {
  test(`${address} fits a phone`, async ({ page, open }) => {
    await page.setViewportSize({ width: 390, height: 844 });
    await open(address, withSettings());
    await expect(page.locator('h1')).toBeVisible();
    await page.waitForLoadState('networkidle');
    await expectNoSidewaysScroll(page);
    await expectAccessible(page);
  });
}
