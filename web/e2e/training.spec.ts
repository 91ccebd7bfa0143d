import { appearances, expect, expectAccessible, expectNoSidewaysScroll, test } from './fixtures';
import { withCustomers } from './mock/customers';
import { ada, noor } from './mock/data';
import { before, cora, courses, ines, onboarding, ticket, withTraining } from './mock/training';

test('[Z-36, Z-37, Z-39, Z-75] a session can be started from 15 minutes before, without a reload', async ({
  page,
  open,
}) => {
  const { api, clock } = withTraining();
  await open('/instructor/sessions', api);
  const row = page.getByRole('row', { name: /^Spring onboarding/ });
  const start = row.getByRole('button', { name: /Start session: .*Spring onboarding/ });
  await expect(start).toBeDisabled();
  await expect(row).toContainText('Opens in 5 min');
  await expect(start).toHaveAccessibleDescription('Opens in 5 min');
  clock.now = '2026-03-12T08:44:00Z'; // 16 minutes before
  await expect(row).toContainText('Opens in 1 min');
  await expect(start).toBeDisabled();
  clock.now = onboarding.opensAt;
  await expect(row.getByRole('link', { name: /Start session: .*Spring onboarding/ })).toBeVisible();
  await expect(
    page.getByRole('row', { name: /Kick-off/ }).getByRole('link', { name: /session/ }),
  ).toHaveCount(0);
  await expect(page.getByRole('row', { name: /Kick-off/ }).getByRole('button')).toHaveCount(0);
});

test('[Z-45, Z-46, Z-48] a learner joins once the session has started, and reads why not before', async ({
  page,
  open,
}) => {
  const { api } = withTraining(noor);
  let status = 'SCHEDULED';
  api.on('GET /api/my-courses', () => ({
    json: { items: [{ ...courses[0], status }, courses[2]], nextCursor: null, total: 2 },
  }));
  // News come in the live stream: it is opened anew, and the page looks again.
  let heard = 0;
  api.on('GET /api/live', () => {
    heard += 1;
    return {
      headers: { 'Content-Type': 'text/event-stream' },
      body: heard === 1 ? 'retry: 300\n\n' : 'retry: 300\nevent: training\ndata: s-1\n\n',
    };
  });
  await open('/my-courses', api, { language: 'ar' });
  await expect(page.locator('html')).toHaveAttribute('dir', 'rtl');
  const join = page.getByRole('button', { name: /الانضمام إلى الجلسة/ });
  await expect(join).toBeDisabled();
  await expect(join).toHaveAccessibleDescription('لم تبدأ بعد');
  status = 'IN_PROGRESS';
  await expect(page.getByRole('link', { name: /الانضمام إلى الجلسة/ })).toBeVisible({ timeout: 5_000 });
});

test('a learner fetches the certificate of a class that was attended', async ({ page, open }) => {
  await open('/my-courses', withTraining({ ...noor, locale: 'en' }).api);
  const certificates = page.getByRole('link', { name: /Certificate of attendance/ });
  await expect(certificates).toHaveCount(1);
  await expect(certificates).toHaveAccessibleName(/Kick-off/);
  await expect(certificates).toHaveAttribute('href', '/api/my-courses/s-0/certificate');
});

test('after signing in, an instructor begins with the sessions and a learner with the courses', async ({
  page,
  open,
}) => {
  await open('/', withTraining(ines).api);
  await expect(page).toHaveURL(/\/instructor\/sessions$/);
  await open('/', withTraining({ ...noor, locale: 'en' }).api);
  await expect(page).toHaveURL(/\/my-courses$/);
});

test('a page of another role is explained, and not offered', async ({ page, open }) => {
  await open('/instructor/sessions', withTraining({ ...noor, locale: 'en' }).api);
  await expect(page.getByRole('heading', { name: 'This page needs another role' })).toBeVisible();
  await expect(page.getByRole('link', { name: 'My sessions' })).toHaveCount(0);
  await expect(page.getByRole('link', { name: 'My courses' })).toBeVisible();
});

test('[Z-62, Z-63, Z-65] the attendance of a session says who was there, and what its numbers mean', async ({
  page,
  open,
}) => {
  await open('/instructor/sessions/s-0/attendance', withTraining().api);
  const row = page.getByRole('row', { name: /نور/ });
  await expect(row).toContainText('30 min');
  await expect(row).toContainText('50%');
  await expect(row.getByRole('cell').nth(5)).toHaveText('2');
  await expect(page.getByText('75% (9 of 12)')).toBeVisible();
  await expect(page.getByRole('button', { name: /Attendance.*of all who are enrolled/ })).toBeVisible();
  await row.getByRole('button', { name: /نور/ }).first().click();
  const detail = page.getByRole('dialog');
  await expect(detail.getByRole('listitem')).toHaveCount(2);
  await expect(page.getByText('2 of 4 sessions (50%)')).toBeVisible();
  await expect(
    page.getByText('5 Mar 2026, 11:04: \u2068نور الهاشمي\u2069, 28 min became 30 min'),
  ).toBeAttached();
});

test('[Z-66, Z-67, Z-69] one click corrects a status, and can be taken back', async ({ page, open }) => {
  const { api } = withTraining();
  api.on('PUT /api/sessions/:id/attendance/:user/override', () => undefined);
  api.on('DELETE /api/sessions/:id/attendance/:user/override', () => undefined);
  await open('/instructor/sessions/s-0/attendance', api);
  await page.getByRole('button', { name: /Mark present: .*John Smith/ }).click();
  await expect
    .poll(() => api.bodyOf('PUT /api/sessions/s-0/attendance/l-john/override'))
    .toEqual({ status: 'present', reason: 'Corrected by hand' });
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect
    .poll(() => api.calls.some(({ method, path }) => method === 'DELETE' && path.endsWith('l-john/override')))
    .toBe(true);
});

test('[Z-58] somebody nobody could match is told to be a learner, and that is remembered', async ({
  page,
  open,
}) => {
  const { api } = withTraining();
  api.on('POST /api/sessions/:id/attendance/unmatched/:one/resolve', () => undefined);
  await open('/instructor/sessions/s-0/attendance', api);
  await page.getByRole('button', { name: /Say who .*iPad of Sam/ }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByRole('button', { name: 'Save' })).toBeDisabled();
  await dialog.getByRole('combobox', { name: 'Learner' }).fill('john');
  await page.getByRole('option', { name: /John Smith/ }).click();
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(dialog).toHaveCount(0);
  expect(api.bodyOf('POST /api/sessions/s-0/attendance/unmatched/x-1/resolve')).toEqual({
    userId: 'l-john',
    remember: true,
  });
});

test('[Z-58] whom a person named is offered the next time, and can be taken back', async ({ page, open }) => {
  const { api } = withTraining();
  api.on('POST /api/sessions/:id/attendance/unmatched/:one/resolve', () => undefined);
  api.on('DELETE /api/sessions/:id/attendance/unmatched/:one/resolve', () => undefined);
  await open('/instructor/sessions/s-0/attendance', api);
  await expect(page.getByText('On 26 Feb 2026 this was \u2068John Smith\u2069')).toBeVisible();
  await page.getByRole('button', { name: /Confirm that .*iPad of Sam.* was .*John Smith/ }).click();
  await expect
    .poll(() => api.bodyOf('POST /api/sessions/s-0/attendance/unmatched/x-1/resolve'))
    .toEqual({ userId: 'l-john', remember: true });
  await page.getByRole('button', { name: /Take back who .*Tablet 4/ }).click();
  await expect
    .poll(() => api.calls.some(({ method, path }) => method === 'DELETE' && path.endsWith('x-0/resolve')))
    .toBe(true);
});

test('[Z-29, Z-30] a coordinator schedules a series, and learns of an overlap', async ({ page, open }) => {
  const { api } = withTraining(cora);
  api.on('POST /api/sessions', () => ({
    status: 201,
    json: {
      ...onboarding,
      series: ['s-1', 's-2'],
      warnings: [
        {
          code: 'overlap',
          message: 'Ines Moreau teaches Kick-off at that time.',
          words: { code: 'overlap', values: {} },
        },
      ],
    },
  }));
  await open('/training/sessions?open=schedule', api);
  const dialog = page.getByRole('dialog', { name: 'Schedule session' });
  await dialog.getByRole('combobox', { name: 'Cohort' }).click();
  await page.getByRole('option', { name: 'Spring onboarding' }).click();
  await expect(dialog.getByRole('combobox', { name: 'Instructor' })).toHaveValue('Ines Moreau');
  const others = dialog.getByRole('combobox', { name: 'Alternative hosts' });
  await others.click();
  await expect(page.getByRole('option', { name: 'Ines Moreau' })).toHaveCount(0);
  await page.getByRole('option', { name: 'Tom Okafor' }).click();
  await others.press('Escape');
  await dialog.getByLabel('Start').fill('2026-04-02T14:00');
  await dialog.getByRole('combobox', { name: 'Repeats' }).click();
  await page.getByRole('option', { name: 'Every week' }).click();
  await dialog.getByRole('button', { name: 'Schedule session' }).click();
  await expect(page.getByRole('alert')).toContainText('Ines Moreau teaches Kick-off at that time.');
  expect(api.bodyOf('POST /api/sessions')).toMatchObject({
    cohort_id: 'k-spring',
    instructor_id: 'u-ines',
    alternative_hosts: ['u-tom'],
    start_time: '2026-04-02T12:00:00.000Z',
    duration: 60,
    zone: 'Europe/Berlin',
    repeat: { every: 'week', count: 4 },
  });
});

test('a session that was ended too early can be started again from its page', async ({ page, open }) => {
  const { api, clock } = withTraining();
  clock.now = onboarding.opensAt;
  const ended = { ...onboarding, status: 'COMPLETED', may: { edit: false, host: true, attendance: true } };
  let mayStart = true;
  api.on('GET /api/sessions/:id', () => ({ json: { ...ended, mayStart } }));
  await open('/instructor/sessions/s-1', api);
  await page.getByRole('link', { name: /Start again/ }).click();
  await expect.poll(() => api.bodyOf('POST /api/sessions/s-1/signature')).toBeTruthy();
  mayStart = false;
  await open('/instructor/sessions/s-1', api);
  await expect(page.getByRole('heading', { name: 'Spring onboarding' })).toBeVisible();
  await expect(page.getByRole('link', { name: /Start/ })).toHaveCount(0);
});

test('who only plans sees who holds a session, and no way to start it', async ({ page, open }) => {
  const { api, clock } = withTraining(cora);
  clock.now = onboarding.opensAt;
  await open('/training/sessions', api);
  await expect(page.getByRole('row', { name: /^Spring onboarding/ })).toBeVisible();
  await expect(page.getByText('Start session')).toHaveCount(0);
  await open('/instructor/sessions/s-1', api);
  const details = page.getByRole('region', { name: 'Details' });
  await expect(details).toContainText('Alternative hosts');
  await expect(details.getByRole('list')).toHaveText('Tom Okafor');
  await expect(page.getByText('Start session')).toHaveCount(0);
  await expectAccessible(page);
});

test('[Z-31] a meeting that could not be made says why, and can be tried again', async ({ page, open }) => {
  const { api } = withTraining(cora);
  api.on('POST /api/sessions/:id/meeting/retry', () => undefined);
  await open('/instructor/sessions/s-2', api);
  const panel = page.getByRole('region', { name: 'Zoom meeting' });
  await expect(panel).toContainText('Zoom does not answer.');
  await panel.getByRole('button', { name: 'Try again now' }).click();
  await expect
    .poll(() => api.calls.some(({ path }) => path === '/api/sessions/s-2/meeting/retry'))
    .toBe(true);
});

test('[Z-17] pasted learners are checked first, and what is wrong is said in its line', async ({
  page,
  open,
}) => {
  const { api } = withTraining(cora);
  const rows = [
    { row: 1, email: 'sara@acmecorp.com', name: 'سارة', state: 'new', problem: null, message: null },
    {
      row: 2,
      email: 'nobody',
      name: 'No Body',
      state: 'invalid',
      problem: 'odd',
      message: 'No e-mail address.',
    },
  ];
  api.on('POST /api/cohorts/:id/learners/import', { rows, enrolled: 1, already: 0, invalid: 1 });
  await open('/training/cohorts/k-spring?open=import', api);
  const dialog = page.getByRole('dialog', { name: 'Enrol several' });
  await dialog.getByLabel('Paste lines').fill('sara@acmecorp.com, سارة\nnobody; No Body');
  await dialog.getByRole('button', { name: 'Check' }).click();
  await expect(dialog.getByRole('row', { name: /nobody/ })).toContainText('No e-mail address.');
  await dialog.getByRole('button', { name: 'Enrol 1 person' }).click();
  await expect(dialog.getByText('1 enrolled, 0 were already, 1 left out.')).toBeVisible();
});

test('[Z-10, Z-80] the settings say what Zoom lacks, and which SDK is used', async ({ page, open }) => {
  const { api } = withTraining(ada);
  await open('/settings/system', api);
  await expect(page.getByText('6.2.0', { exact: true })).toBeVisible();
  await expect(page.getByLabel('Webhook address for Zoom’s events'.replace('’', "'"))).toHaveValue(
    'https://hub.example/api/webhooks/zoom',
  );
});

test('a customer’s page says how its people attend', async ({ page, open }) => {
  await open('/customers/c-acme', withCustomers());
  const training = page.getByRole('region', { name: 'Training' });
  await expect(training).toContainText('83 of 100');
  await expect(training).toContainText('75% attended (3 of 4 places in completed sessions)');
  await expect(training.getByRole('list', { name: 'Who learns' })).toContainText('John Smith');
  await expect(training.getByRole('link', { name: 'Kick-off' })).toHaveAttribute(
    'href',
    '/instructor/sessions/s-0/attendance',
  );
});

const room = `<!doctype html><title>Room</title><button onclick="parent.postMessage({type:'room',state:'left'},'*')">Out</button>
  <script>parent.postMessage({type:'room',state:'joined'},'*')</script>`;

test('[Z-38, Z-40, Z-43, Z-74] the join page fills the window, goes full screen, and leads back', async ({
  page,
  open,
}) => {
  const { api, clock } = withTraining();
  clock.now = onboarding.opensAt;
  api.on('POST /api/sessions/:id/signature', {
    ...ticket,
    standIn: 'https://room.example/zoom/room/84512345678',
  });
  await page.route('https://room.example/**', (route) =>
    route.fulfill({ contentType: 'text/html', body: room }),
  );
  await open('/instructor/sessions', api);
  await page.getByRole('link', { name: /Start session: .*Spring onboarding/ }).click();
  await expect(page).toHaveURL(/\/session\/s-1\/join/);
  await expect(page.getByRole('status')).toHaveText('In the meeting');
  expect(api.bodyOf('POST /api/sessions/s-1/signature')).toEqual({ meetingNumber: '84512345678', role: 1 });
  await expect.poll(() => api.bodyOf('POST /api/sessions/s-1/joined')).toBeTruthy();
  expect((api.bodyOf('POST /api/sessions/s-1/joined') as { millis: number }).millis).toBeLessThanOrEqual(
    2_000,
  );

  for (const size of [
    { width: 1280, height: 720 },
    { width: 390, height: 844 },
  ]) {
    await page.setViewportSize(size);
    const frame = page.getByTitle('Meeting: Spring onboarding');
    await expect
      .poll(async () => {
        const box = await frame.boundingBox();
        return box && { width: box.width, end: box.y + box.height, most: box.height > size.height - 64 };
      })
      .toEqual({ width: size.width, end: size.height, most: true });
    const scrolls = await page.evaluate(() => {
      const { scrollHeight, clientHeight, scrollWidth, clientWidth } = document.documentElement;
      return [scrollHeight - clientHeight, scrollWidth - clientWidth];
    });
    expect(scrolls).toEqual([0, 0]);
  }
  await page.getByRole('button', { name: 'Full screen' }).click();
  await expect.poll(() => page.evaluate(() => document.fullscreenElement !== null)).toBe(true);
  // A browser leaves full screen at Escape before the page hears of the key; without a window it has to be asked.
  await page.evaluate(() => document.exitFullscreen());
  await expect(page.getByRole('button', { name: 'Full screen', exact: true })).toBeVisible();
  // Where there is no full screen, as on some phones, the window is filled and the key is ours.
  await page.evaluate(() => Object.defineProperty(document, 'fullscreenEnabled', { value: false }));
  await page.getByRole('button', { name: 'Full screen', exact: true }).click();
  await page.getByRole('button', { name: 'Leave full screen' }).press('Escape');
  await expect(page.getByRole('button', { name: 'Full screen', exact: true })).toBeVisible();

  await page.frameLocator('iframe').frameLocator('iframe').getByRole('button', { name: 'Out' }).click();
  await expect(page).toHaveURL(/\/instructor\/sessions$/);
});

test('who loses the connection is told so, and comes back with a signature that is fresh', async ({
  page,
  open,
}) => {
  const { api, clock } = withTraining();
  clock.now = onboarding.opensAt;
  api.on('POST /api/sessions/:id/signature', {
    ...ticket,
    standIn: 'https://room.example/zoom/room/84512345678',
  });
  const says = (state: string) =>
    `<button onclick="parent.postMessage({type:'room',state:'${state}'},'*')">${state}</button>`;
  await page.route('https://room.example/**', (route) =>
    route.fulfill({
      contentType: 'text/html',
      body: `<!doctype html><title>Room</title>${['joined', 'dropped', 'lost'].map(says).join('')}`,
    }),
  );
  await open('/session/s-1/join', api);
  const inside = page.frameLocator('iframe').frameLocator('iframe');
  await inside.getByRole('button', { name: 'joined' }).click();
  await expect(page.getByRole('status')).toHaveText('In the meeting');
  await inside.getByRole('button', { name: 'dropped' }).click();
  await expect(page.getByRole('status')).toHaveText('Reconnecting…');
  await inside.getByRole('button', { name: 'lost' }).click();
  await expect(page.getByRole('alert')).toContainText('The connection to the meeting is lost');
  await expectAccessible(page);
  const asked = () => api.calls.filter(({ path }) => path.endsWith('/s-1/signature')).length;
  expect(asked()).toBe(1);
  await page.getByRole('button', { name: 'Rejoin' }).click();
  await inside.getByRole('button', { name: 'joined' }).click();
  await expect(page.getByRole('status')).toHaveText('In the meeting');
  await expect(page.getByRole('alert')).toHaveCount(0);
  expect(asked()).toBe(2);
});

test('[Z-44] who is not enrolled is told so', async ({ page, open }) => {
  const { api } = withTraining({ ...noor, locale: 'en' });
  await open('/session/s-99/join', api);
  await expect(page.getByRole('heading', { name: 'You cannot enter this session' })).toBeVisible();
  await expect(page.getByText(/noor@acorn.example is not enrolled/)).toBeVisible();
  await expectAccessible(page);
});

test('[Z-44, Z-47] a learner waits at the door until the session starts', async ({ page, open }) => {
  const { api } = withTraining({ ...noor, locale: 'en' });
  await open('/session/s-1/join', api);
  await expect(page.getByText('The session has not started yet.', { exact: false })).toBeVisible();
  expect(api.calls.some(({ path }) => path.endsWith('/signature'))).toBe(false);
});

for (const appearance of appearances) {
  const { language, scheme } = appearance;
  test(`training is accessible in ${language}, ${scheme} [D-26]`, async ({ page, open }) => {
    test.setTimeout(240_000); // two looks at eleven pages, and the machine may be busy
    const { api } = withTraining({ ...ada, locale: language });
    api.on('GET /api/home', { asOf: before });
    const addresses = [
      '/instructor/sessions',
      '/instructor/sessions/s-1',
      '/instructor/sessions/s-0/attendance',
      '/my-courses',
      '/training/sessions',
      '/training/sessions?open=schedule',
      '/training/cohorts',
      '/training/cohorts/k-spring',
      '/training/licences',
      '/training/report',
      '/settings/system',
    ];
    const shots = process.env.RAPPORT_SHOTS;
    const shoot = async (address: string, width: string) => {
      if (shots)
        await page.screenshot({
          path: `${shots}/${language}-${scheme}-${width}-${address.replaceAll(/\W+/g, '-')}.png`,
        });
    };
    for (const address of addresses) {
      await open(address, api, appearance);
      await expect(page.locator('h1')).toBeVisible();
      await expectAccessible(page);
      await shoot(address, 'wide');
    }
    await page.setViewportSize({ width: 390, height: 844 });
    for (const address of addresses) {
      await open(address, api, appearance);
      await expect(page.locator('h1')).toBeVisible();
      await expectNoSidewaysScroll(page);
      await shoot(address, 'phone');
    }
  });
}
