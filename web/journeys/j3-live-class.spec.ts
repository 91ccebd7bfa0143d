import { readFileSync } from 'node:fs';
import type { APIRequestContext, Browser, Locator, Page } from '@playwright/test';
import { expect, signIn, test } from './demo';
import { ZoomEvents } from './zoom';

interface Session {
  id: string;
  title: string;
  status: string;
  start_time: string;
  zoom_meeting_id: string;
  cohort_id: string;
}

interface Letter {
  to: string;
  text: string;
}

interface Attendance {
  sessionSeconds: number;
  presentRate: number;
  attendees: { userId: string; name: string; seconds: number; status: string; segments: unknown[] }[];
  unmatched: { name: string }[];
}

/** The room that stands in for Zoom's window: a frame in the frame of the meeting page. */
const door = (page: Page) => page.frameLocator('iframe').frameLocator('iframe');

/** The file behind a link, as text. */
async function downloaded(page: Page, link: Locator): Promise<string> {
  const [download] = await Promise.all([page.waitForEvent('download'), link.click()]);
  return readFileSync(await download.path(), 'utf8');
}

/** A second person, at a machine of their own. */
async function at(browser: Browser, role: string): Promise<Page> {
  const page = await (await browser.newContext()).newPage();
  await signIn(page, role);
  return page;
}

test('J3: a live class from the closed door to the report [Z-01, Z-02, Z-03]', async ({
  page,
  browser,
  api,
}) => {
  test.setTimeout(300_000);
  const [olga, instructor, learner] = [
    await api('coordinator'),
    await api('instructor'),
    await api('learner'),
  ];
  const all = (await (await olga.get('/api/sessions?scope=all')).json()) as { items: Session[] };
  const found = all.items.find(({ title }) => title === 'Spring onboarding');
  if (!found) throw new Error('The demo has no class.');
  const session = found;
  const start = new Date(session.start_time);
  const zoom = new ZoomEvents(olga, session.zoom_meeting_id, start);
  const clock = async (minutesBefore: number) => {
    const now = new Date(start.getTime() - minutesBefore * 60_000).toISOString();
    expect((await olga.post('/api/demo/clock', { data: { now } })).ok()).toBe(true);
  };
  const attendance = async () =>
    (await (await instructor.get(`/api/sessions/${session.id}/attendance`)).json()) as Attendance;
  const of = async (name: string) => (await attendance()).attendees.find((one) => one.name === name);
  const signature = (http: APIRequestContext, role: number) =>
    http.post(`/api/sessions/${session.id}/signature`, {
      data: { meetingNumber: session.zoom_meeting_id, role },
    });

  await clock(20);
  await signIn(page, 'instructor');
  const ines = page;
  const noor = await at(browser, 'learner');
  // Of the two in the list, the one that is named like its cohort.
  const row = ines
    .getByRole('row', { name: /Spring onboarding/ })
    .filter({ hasNotText: 'Reports and exports' });

  await test.step('1. twenty minutes before, the door is closed and says when it opens', async () => {
    await expect(ines).toHaveURL(/\/instructor\/sessions$/);
    await expect(row.getByRole('button', { name: /^Start session/ })).toBeDisabled();
    await expect(row).toContainText('Opens in 5 min');
    expect((await signature(instructor, 1)).status()).toBe(409);
  });

  await test.step('2. at −15 min it opens without a reload, and the meeting fills the page', async () => {
    await clock(15);
    const start = row.getByRole('link', { name: /^Start session/ });
    await expect(start).toBeVisible();
    await start.click();
    await expect(ines).toHaveURL(new RegExp(`/session/${session.id}/join`));
    await expect(ines.getByTitle('Meeting: Spring onboarding')).toBeVisible();
    await expect(door(ines).getByRole('button', { name: 'Join' })).toBeVisible();
  });

  const join = noor.getByRole('link', { name: /الانضمام إلى الجلسة.*Spring onboarding/ });
  await test.step('3. the learner reads from right to left that it has not started', async () => {
    await expect(noor).toHaveURL(/\/my-courses$/);
    await expect(noor.locator('html')).toHaveAttribute('dir', 'rtl');
  });

  await test.step('4. once Zoom says it started, both pages know within five seconds', async () => {
    expect(await zoom.started()).toBe(200);
    await expect(join).toBeVisible({ timeout: 5_000 });
    const one = (await (await instructor.get(`/api/sessions/${session.id}`)).json()) as Session;
    expect(one.status).toBe('IN_PROGRESS');
  });

  await test.step('5. the learner joins; the frame is Arabic, full screen comes and goes', async () => {
    await join.click();
    await expect(noor.locator('iframe')).toBeVisible();
    await noor.getByRole('button', { name: 'ملء الشاشة', exact: true }).click();
    await expect.poll(() => noor.evaluate(() => document.fullscreenElement !== null)).toBe(true);
    // At Escape a browser leaves full screen before any page hears of the key; one without a window has to be asked.
    await noor.evaluate(() => document.exitFullscreen());
    await expect(noor.getByRole('button', { name: 'ملء الشاشة', exact: true })).toBeVisible();
  });

  const answer = (await (await signature(learner, 0)).json()) as { customerKey: string };
  await test.step('6. ten and twenty minutes are thirty, whatever order the events come in', async () => {
    const first = { connection: '1001', customerKey: answer.customerKey, name: 'Noor' };
    const second = { ...first, connection: '1002' };
    for (const said of [
      () => zoom.joined(first, 0),
      () => zoom.joined(first, 0),
      () => zoom.joined(second, 20),
      () => zoom.left(first, 10),
      () => zoom.joined(second, 20),
      () => zoom.left(first, 10),
      () => zoom.left(second, 40),
      () => zoom.left(second, 40),
    ]) {
      expect(await said()).toBe(200);
    }
    await expect.poll(async () => (await of('Noor'))?.segments.length).toBe(2);
    expect((await of('Noor'))?.seconds).toBe(30 * 60);
  });

  await test.step('7. who brings neither key nor address is nobody we know', async () => {
    const guest = { connection: '2001', name: 'John S. (tablet)' };
    await zoom.joined(guest, 1);
    await zoom.left(guest, 56);
    await expect
      .poll(async () => (await attendance()).unmatched.map(({ name }) => name))
      .toContain(guest.name);
    expect((await of('John Smith'))?.seconds).toBe(0);
  });

  await test.step('8. what is not signed, or was five minutes ago, changes nothing', async () => {
    const forged = {
      event: 'meeting.ended',
      event_ts: Date.now(),
      payload: { object: { id: session.zoom_meeting_id } },
    };
    expect(await zoom.send(forged, null)).toBe(401);
    expect(await zoom.send(forged, 301)).toBe(401);
    expect(((await (await olga.get(`/api/sessions/${session.id}`)).json()) as Session).status).toBe(
      'IN_PROGRESS',
    );
  });

  await test.step('9. the end completes the session', async () => {
    await clock(-61);
    expect(await zoom.ended(60)).toBe(200);
    await expect
      .poll(async () => ((await (await olga.get(`/api/sessions/${session.id}`)).json()) as Session).status)
      .toBe('COMPLETED');
  });

  await test.step('10. the report says who was there, for how long, and of how many', async () => {
    await ines.goto(`/instructor/sessions/${session.id}/attendance`);
    const noors = ines.getByRole('row', { name: /Noor/ });
    await expect(noors).toContainText('30 min');
    await expect(noors).toContainText('50%');
    await expect(ines.getByText(/of 12\)/)).toBeVisible();
  });

  await test.step('11. the guest was John, now and next time', async () => {
    await ines.getByRole('button', { name: /Say who .*John S\. \(tablet\)/ }).click();
    const dialog = ines.getByRole('dialog');
    await dialog.getByRole('combobox', { name: 'Learner' }).fill('john');
    await ines.getByRole('option', { name: /John Smith/ }).click();
    await dialog.getByRole('button', { name: 'Save' }).click();
    await expect(ines.getByRole('row', { name: /John Smith/ })).toContainText('55 min');
  });

  await test.step('12. a correction by hand stays, whatever Zoom says later', async () => {
    const eva = ines.getByRole('row', { name: /Eva Novak/ });
    await eva.getByRole('button', { name: /Mark present/ }).click();
    await expect(eva).toContainText('Corrected');
    await ines.getByRole('button', { name: 'Undo' }).click();
    await expect(eva).not.toContainText('Corrected');
    await eva.getByRole('button', { name: /Mark present/ }).click();
    await expect(eva).toContainText('Corrected');
    const late = { connection: '3001', email: 'eva@globex.example', name: 'Eva' };
    await zoom.joined(late, 58);
    await zoom.left(late, 59);
    await expect.poll(async () => (await of('Eva Novak'))?.seconds).toBe(60);
    expect((await of('Eva Novak'))?.status).toBe('present');
    const audit = await (await (await api('admin')).get('/api/audit?limit=50')).text();
    expect(audit).toMatch(/attendance.*(overrid|correct)/i);
  });

  await test.step('13. the export has everybody, with their names intact', async () => {
    const csv = await (await instructor.get(`/api/sessions/${session.id}/attendance?format=csv`)).text();
    expect(csv.trim().split(/\r?\n/)).toHaveLength(13);
    expect(csv).toContain('ليلى حداد');
    for (const [kind, start] of [
      ['CSV', '\ufeffname,email,status'],
      ['Excel (XLSX)', 'PK'],
    ] as const) {
      await ines.getByRole('button', { name: 'Export' }).click();
      expect(await downloaded(ines, ines.getByRole('menuitem', { name: kind }))).toMatch(
        new RegExp(`^${start}`),
      );
    }
  });

  await test.step('14. the customer’s timeline and training component tell of it', async () => {
    const carl = await at(browser, 'csm');
    await carl.goto('/customers');
    await carl.getByRole('link', { name: 'Acme Corp' }).first().click();
    await expect(carl.getByText(/John (Smith )?attended Spring onboarding/)).toBeVisible();
    await expect(carl.getByText(/Training/).first()).toBeVisible();
  });

  await test.step('15. a learner does not get the host’s signature', async () => {
    expect((await signature(learner, 1)).status()).toBe(403);
  });

  await olga.post('/api/demo/clock', { data: {} });
});

test('a class in the room that stands in for Zoom, from start to report, with nobody posting events [Z-03, Z-46, Z-56]', async ({
  page: ines,
  browser,
  api,
}) => {
  const [olga, instructor] = [await api('coordinator'), await api('instructor')];
  const { items } = (await (await olga.get('/api/sessions?scope=all')).json()) as { items: Session[] };
  const session = items.find(({ title }) => title === 'Reports and exports');
  if (!session) throw new Error('The demo has no second class.');
  const opens = new Date(new Date(session.start_time).getTime() - 15 * 60_000).toISOString();
  expect((await olga.post('/api/demo/clock', { data: { now: opens } })).ok()).toBe(true);

  const cohort = `/api/cohorts/${session.cohort_id}`;
  const guest = { email: 'guest@elsewhere.example', name: '=1+1 Guest' };
  expect((await olga.post(`${cohort}/learners`, { data: guest })).status()).toBe(201);
  const letters = async () =>
    ((await (await (await api('admin')).get('/api/outbox?limit=100')).json()) as { items: Letter[] }).items;
  let link: string | undefined;
  await expect
    .poll(async () => {
      link = (await letters())
        .filter(({ to }) => to === guest.email)
        .map(({ text }) => new RegExp(`/session/${session.id}/join\\?t=[\\w-]+`).exec(text)?.[0])
        .find(Boolean);
      return link;
    })
    .toBeTruthy();
  const visitor = await (await browser.newContext()).newPage();
  await visitor.goto(link ?? 'no link in the letter');
  await expect(visitor.getByText('The session has not started yet.')).toBeVisible();

  await signIn(ines, 'instructor');
  await ines.getByRole('link', { name: /^Start session: .*Reports and exports/ }).click();
  const noor = await at(browser, 'learner');
  await expect(noor.getByRole('button', { name: /الانضمام إلى الجلسة.*Reports and exports/ })).toBeDisabled();
  await door(ines).getByRole('button', { name: 'Join' }).click();
  await expect(ines.getByRole('status')).toHaveText('In the meeting');

  await noor.getByRole('link', { name: /الانضمام إلى الجلسة.*Reports and exports/ }).click();
  await door(noor).getByRole('button', { name: 'انضمام' }).click();
  await expect(door(ines).getByText('Noor')).toBeVisible();
  const room = async () =>
    (await (await instructor.get(`/api/sessions/${session.id}/attendance/room`)).text()).includes('Noor');
  await expect.poll(room).toBe(true);

  await test.step('somebody without an account comes by the link in the letter, drops out, and comes back', async () => {
    await door(visitor).getByRole('button', { name: 'Join' }).click();
    await expect(visitor.getByRole('status')).toHaveText('In the meeting');
    await door(visitor).getByRole('button', { name: 'Lose the connection' }).click();
    await expect(visitor.getByRole('status')).toHaveText('Reconnecting…');
    await expect(visitor.getByRole('alert')).toContainText('The connection to the meeting is lost');
    await visitor.getByRole('button', { name: 'Rejoin' }).click();
    await door(visitor).getByRole('button', { name: 'Join' }).click();
    await expect(visitor.getByRole('status')).toHaveText('In the meeting');
  });
  await door(noor).getByRole('button', { name: 'مغادرة' }).click();
  await door(ines).getByRole('button', { name: 'End for all' }).click();

  await expect
    .poll(async () => {
      const report = (await (
        await instructor.get(`/api/sessions/${session.id}/attendance`)
      ).json()) as Attendance;
      return report.attendees.find(({ name }) => name === 'Noor')?.segments.length;
    })
    .toBe(1);
  await expect
    .poll(async () => ((await (await olga.get(`/api/sessions/${session.id}`)).json()) as Session).status)
    .toBe('COMPLETED');

  await test.step('a name that is a formula is text in the file, and the guest’s time is there', async () => {
    const report = (await (
      await instructor.get(`/api/sessions/${session.id}/attendance`)
    ).json()) as Attendance;
    expect(report.attendees.find(({ name }) => name === guest.name)?.segments.length).toBeGreaterThan(0);
    const csv = await (await instructor.get(`/api/sessions/${session.id}/attendance?format=csv`)).text();
    expect(csv).toContain("'=1+1 Guest");
  });

  await test.step('who was present fetches a certificate and the address of a calendar', async () => {
    const noors = (await (await (await api('learner')).get('/api/me')).json()) as { id: string };
    const override = `/api/sessions/${session.id}/attendance/${noors.id}/override`;
    expect((await instructor.put(override, { data: { status: 'present', reason: 'Was there' } })).ok()).toBe(
      true,
    );
    await noor.goto('/my-courses');
    const certificate = noor.getByRole('link', { name: /شهادة حضور.*Reports and exports/ });
    expect(await downloaded(noor, certificate)).toMatch(/^%PDF-1\.7/);
    await noor.getByRole('button', { name: 'الحصول على العنوان' }).click();
    const address = await noor.getByLabel('عنوان التقويم').inputValue();
    const calendar = await (await visitor.request.get(address)).text();
    expect(calendar).toContain('BEGIN:VCALENDAR');
    expect(calendar).toContain('SUMMARY:Reports and exports');
  });
  await olga.post('/api/demo/clock', { data: {} });
});
