import { appearances, expect, expectAccessible, expectNoSidewaysScroll, test } from './fixtures';
import { list, problem, signedOut } from './mock/api';
import { ada, noor } from './mock/data';
import { withSettings as signedIn } from './mock/settings';

test('a signed-out visitor signs in and comes back to where they were going', async ({ page, open }) => {
  const api = signedOut().on('POST /api/auth/login', () => {
    api.on('GET /api/me', ada);
    api.on('GET /api/live', () => ({ headers: { 'Content-Type': 'text/event-stream' }, body: '' }));
    return undefined;
  });
  await open('/settings', api);
  await expect(page).toHaveURL(/\/login\?from=%2Fsettings/);
  await page.getByLabel('Email').fill('ada@acorn.example');
  await page.getByLabel('Password', { exact: true }).fill('correct horse battery');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Profile' })).toBeVisible();
  await expect(page).toHaveURL(/\/settings$/);
  expect(api.bodyOf('POST /api/auth/login')).toEqual({
    email: 'ada@acorn.example',
    password: 'correct horse battery',
  });
});

test('a wrong password and a lockout are said in words', async ({ page, open }) => {
  const api = signedOut().on('POST /api/auth/login', () => problem(401, 'sign_in_failed', 'Sign-in failed.'));
  await open('/login', api);
  await page.getByLabel('Email').fill('ada@acorn.example');
  await page.getByLabel('Password', { exact: true }).fill('wrong');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByRole('alert')).toHaveText('Email or password is wrong.');
  api.on('POST /api/auth/login', () => ({
    status: 429,
    json: { code: 'locked_out' },
    headers: { 'Retry-After': '840' },
  }));
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByRole('alert')).toHaveText('Too many attempts. Try again in 14 minutes.');
});

test('a forgotten password is replaced through the link in the e-mail', async ({ page, open }) => {
  const api = signedOut()
    .on('POST /api/auth/reset', () => undefined)
    .on('GET /api/auth/reset/abc', { email: 'ada@acorn.example' })
    .on('POST /api/auth/reset/abc', () => undefined);
  await open('/login', api);
  await page.getByRole('link', { name: 'Forgot your password?' }).click();
  await expect(page).toHaveURL(/\/auth\/reset$/);
  await expectAccessible(page);
  await page.getByLabel('Email').fill('ada@acorn.example');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('status')).toContainText('If there is an account with this address');
  expect(api.bodyOf('POST /api/auth/reset')).toEqual({ email: 'ada@acorn.example' });

  await page.goto('/auth/reset/abc');
  await expect(page.getByText('ada@acorn.example')).toBeVisible();
  await expectAccessible(page);
  await page.getByLabel('New password', { exact: true }).fill('a long enough sentence');
  await page.getByRole('button', { name: 'Change password' }).click();
  await expect(page).toHaveURL(/\/login\?changed=true$/);
  await expect(page.getByRole('status')).toHaveText('Your password is changed. Sign in with the new one.');
  expect(api.bodyOf('POST /api/auth/reset/abc')).toEqual({ password: 'a long enough sentence' });
});

test('a link that works no longer leads to a new one, in Arabic too', async ({ page, open }) => {
  const api = signedOut()
    .on('GET /api/auth/reset/old', () => problem(404, 'not_found', 'There is no such link.'))
    .on('POST /api/auth/reset', () => ({
      status: 429,
      json: { code: 'too_many_resets' },
      headers: { 'Retry-After': '600' },
    }));
  await page.setViewportSize({ width: 390, height: 800 });
  await open('/auth/reset/old', api, { language: 'ar', scheme: 'dark' });
  await expect(page.locator('html')).toHaveAttribute('dir', 'rtl');
  await expectAccessible(page);
  await page.getByRole('link', { name: 'إرسال رابط جديد' }).click();
  await page.getByLabel('البريد الإلكتروني').fill('noor@acorn.example');
  await page.getByRole('button', { name: 'إرسال الرابط' }).click();
  await expect(page.getByRole('alert')).toContainText('بعد 10 دقائق');
  await expectNoSidewaysScroll(page);
});

test('the first start leads to the set-up page', async ({ page, open }) => {
  const api = signedOut()
    .on('GET /api/setup', { needed: true })
    .on('POST /api/setup', () => {
      api
        .on('GET /api/me', { ...ada, permissions: [] })
        .on('GET /api/live', () => ({ headers: { 'Content-Type': 'text/event-stream' }, body: '' }));
      return undefined;
    });
  await open('/', api);
  await expect(page).toHaveURL(/\/setup$/);
  await expectAccessible(page);
  await page.getByLabel('Organisation').fill('Acorn Works');
  await page.getByLabel('Your name').fill('Ada Berg');
  await page.getByLabel('Email').fill('ada@acorn.example');
  await page.getByLabel('Password', { exact: true }).fill('a long enough sentence');
  await page.getByRole('button', { name: 'Create organisation' }).click();
  await expect(page).toHaveURL(/\/settings$/);
  expect(api.bodyOf('POST /api/setup')).toMatchObject({
    organizationName: 'Acorn Works',
    zone: 'Europe/Berlin',
  });
});

test('a session that ends in the middle leads to the sign-in and back', async ({ page, open }) => {
  const api = await open('/settings');
  await expect(page.getByRole('heading', { name: 'Profile' })).toBeVisible();
  api.on('PATCH /api/me', () => problem(401, 'signed_out', 'Sign in first.'));
  api.on('GET /api/me', () => problem(401, 'signed_out', 'Sign in first.'));
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page).toHaveURL(/\/login\?from=%2Fsettings&expired=true/);
  await expect(page.getByText('Your session has ended.')).toBeVisible();
});

test('the palette goes places and finds commands with the keyboard alone', async ({ page, open }) => {
  await open('/home', signedIn());
  await expect(page.getByRole('heading', { name: 'Home' })).toBeVisible();
  await page.keyboard.press('Control+k');
  await expect(page.getByRole('combobox')).toBeFocused();
  await expectAccessible(page);
  await page.keyboard.type('sett');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/settings$/);
  await expect(page.getByRole('heading', { name: 'Profile' })).toBeFocused();
  await expect(page).toHaveTitle('Profile · Rapport');
});

test('keys go places, ? shows them all, and they can be turned off', async ({ page, open }) => {
  await open('/home', signedIn());
  await expect(page.getByRole('heading', { name: 'Home' })).toBeVisible();
  await page.keyboard.press('g');
  await page.keyboard.press('s');
  await expect(page).toHaveURL(/\/settings$/);
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible();
  await expectAccessible(page);
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toBeHidden();
  await page.getByLabel('Single-key shortcuts').click();
  await page.getByRole('heading', { name: 'Profile' }).click();
  await page.keyboard.press('g');
  await page.keyboard.press('h');
  await expect(page).toHaveURL(/\/settings$/);
});

test('notices open in a panel and are marked as read', async ({ page, open }) => {
  const api = signedIn()
    .on('POST /api/notices/:id/read', () => undefined)
    .on('POST /api/notices/read-all', () => undefined);
  await open('/home', api);
  await page
    .getByRole('button', { name: /Notices/ })
    .first()
    .click();
  await expect(page.getByText('Salesforce has not accepted our sign-in since 10:42')).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Mark all as read' }).click();
  await expect.poll(() => api.calls.some(({ path }) => path === '/api/notices/read-all')).toBe(true);
});

test('the language switch turns the page around at once and stays', async ({ page, open }) => {
  const api = await open('/settings');
  await page.getByRole('button', { name: 'Account of Ada Berg' }).click();
  await page.getByRole('radiogroup', { name: 'Language' }).getByText('العربية').click();
  await expect(page.locator('html')).toHaveAttribute('dir', 'rtl');
  await expect(page.getByRole('heading', { name: 'الملف الشخصي' })).toBeVisible();
  await expect.poll(() => api.bodyOf('PATCH /api/me')).toEqual({ locale: 'ar' });
});

test('direction and colours are right before the first paint', async ({ page }) => {
  await page.route(/assets\/.*\.js/, () => new Promise(() => undefined)); // the app never arrives
  await page.addInitScript(() => {
    localStorage.setItem('rapport-language', 'ar');
    localStorage.setItem('rapport-color-scheme', 'dark');
  });
  await page.goto('/home', { waitUntil: 'commit' });
  await expect(page.locator('html')).toHaveAttribute('dir', 'rtl');
  await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', 'dark');
});

test('an address that leads nowhere says so', async ({ page, open }) => {
  await open('/no/such/page');
  await expect(page.getByRole('heading', { name: 'Nothing here' })).toBeVisible();
});

test('someone without rights sees only their own pages', async ({ page, open }) => {
  const api = signedIn({ ...noor, locale: 'en' })
    .on('GET /api/my-courses', list([]))
    .on('GET /api/time', { now: '2026-03-12T08:00:00Z' });
  await open('/', api);
  await expect(page).toHaveURL(/\/my-courses$/);
  await expect(page.getByRole('link', { name: 'Customers' })).toHaveCount(0);
});

for (const appearance of appearances) {
  test(`the shell is accessible in ${appearance.language}, ${appearance.scheme}`, async ({ page, open }) => {
    await open('/settings', signedIn({ ...ada, locale: appearance.language }), appearance);
    await expect(page.locator('h1')).toBeVisible();
    await expectAccessible(page);
  });
}

test('on a phone the rail becomes a bar and nothing scrolls sideways', async ({ page, open }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await open('/settings');
  await expect(page.locator('h1')).toBeVisible();
  await expectNoSidewaysScroll(page);
  await page.getByRole('button', { name: 'More' }).click();
  await expect(page.getByRole('dialog', { name: 'More' })).toBeVisible();
  await expectAccessible(page);
  await page.setViewportSize({ width: 320, height: 640 });
  await expectNoSidewaysScroll(page);
});
