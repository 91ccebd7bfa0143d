import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Page, Route } from '@playwright/test';
import { expect, test } from './fixtures';
import { noor } from './mock/data';
import { courses, onboarding, ticket, withTraining } from './mock/training';

/** Zoom's own program, installed beside the test and nowhere else: its terms forbid passing it on. */
const folder = join(import.meta.dirname, 'sdk');
const dist = join(folder, 'node_modules/@zoom/meetingsdk/dist');

test.beforeAll(() => {
  test.setTimeout(180_000);
  if (!existsSync(dist))
    execFileSync('npm', ['ci', '--ignore-scripts', '--legacy-peer-deps', '--no-audit', '--no-fund'], {
      cwd: folder,
    });
});

/** Stands for where an operator keeps the files; and notes what Zoom's servers are asked, which wait for an answer here. */
async function withSdk(page: Page) {
  const files: string[] = [];
  const zoom: string[] = [];
  const waiting: Route[] = [];
  let gone = false;
  await page.route(/^https:\/\/[^/]*(zoom\.us|cloudfront\.net)\//, async (route) => {
    zoom.push(route.request().url());
    if (gone) await route.abort();
    else waiting.push(route);
  });
  const hangUp = async () => {
    gone = true;
    await Promise.all(waiting.map((route) => route.abort()));
  };
  await page.route(`${ticket.sdkBaseUrl}/**`, (route) => {
    const path = new URL(route.request().url()).pathname.replace(/^\/6\.2\.0\//, '');
    files.push(path);
    const file = join(dist, path);
    return existsSync(file)
      ? route.fulfill({ path: file, headers: { 'Access-Control-Allow-Origin': '*' } })
      : route.fulfill({ status: 404 });
  });
  return { files, zoom, hangUp };
}

test('[Z-41, D-39] Zoom’s own program comes from where the operator has it, starts, and asks Zoom to join', async ({
  page,
  open,
}) => {
  test.slow();
  const { api, clock } = withTraining();
  clock.now = onboarding.opensAt;
  const { files, zoom, hangUp } = await withSdk(page);
  await open('/instructor/sessions', api);
  await expect(page.getByRole('link', { name: /Start session: .*Spring onboarding/ })).toBeVisible();
  expect(files).toEqual([]); // no other page loads any of it
  await page.getByRole('link', { name: /Start session: .*Spring onboarding/ }).click();
  await expect.poll(() => api.bodyOf('POST /api/sessions/s-1/joined'), { timeout: 20_000 }).toBeTruthy();
  expect(files.slice(0, 2)).toEqual(['lib/vendor/react.min.js', 'lib/vendor/react-dom.min.js']);
  const meeting = page.frameLocator('iframe');
  await expect(meeting.locator('html')).toHaveAttribute('lang', 'en');
  const frame = page.frames().find((one) => one.url().endsWith('/meeting.html'));
  expect(await frame?.evaluate(() => (window as never as { React: { version: string } }).React.version)).toBe(
    '18.2.0',
  );
  const joining = /^https:\/\/[^/]*zoom\.us\/api\/v1\/wc\/info/;
  await expect
    .poll(() => zoom, { timeout: 20_000 })
    .toEqual(expect.arrayContaining([expect.stringMatching(joining)]));
  // Zoom does not answer after all: the page says so, and offers the way around.
  await hangUp();
  await expect(page.getByRole('alert')).toContainText('Zoom cannot be reached from here.', {
    timeout: 40_000,
  });
  await expect(page.getByRole('alert').getByRole('link', { name: 'Open in Zoom' })).toHaveAttribute(
    'href',
    onboarding.zoom_join_url,
  );
});

test('[Z-42, Z-76, D-26] for an Arabic reader Zoom’s words are Arabic, in a frame of an Arabic page', async ({
  page,
  open,
}) => {
  test.slow();
  const { api } = withTraining(noor);
  api.on('GET /api/sessions/:id', { ...courses[0], status: 'IN_PROGRESS', mayJoin: true });
  const { zoom } = await withSdk(page);
  await open('/session/s-1/join', api, { language: 'ar' });
  await expect(page.locator('html')).toHaveAttribute('dir', 'rtl');
  await expect.poll(() => api.bodyOf('POST /api/sessions/s-1/joined'), { timeout: 20_000 }).toBeTruthy();
  expect(api.bodyOf('POST /api/sessions/s-1/signature')).toEqual({ meetingNumber: '84512345678', role: 0 });
  const meeting = page.frameLocator('iframe');
  await expect(meeting.locator('#meeting')).toHaveAttribute('dir', 'ltr');
  const frame = page.frames().find((one) => one.url().endsWith('/meeting.html'));
  const words = await frame?.evaluate(async () => {
    const { ZoomMtgEmbedded } = window as never as {
      ZoomMtgEmbedded: {
        createClient: () => { getLanguageTranslation: (of: string) => Promise<Record<string, string>> };
      };
    };
    return ZoomMtgEmbedded.createClient().getLanguageTranslation('en-US');
  });
  expect(words).toMatchObject({ toolbar_mute: 'كتم', toolbar_leave: 'مغادرة' });
  await expect.poll(() => zoom.length, { timeout: 20_000 }).toBeGreaterThan(0);
});

test('when Zoom’s program does not come, the page says so and offers the way around', async ({
  page,
  open,
}) => {
  const { api, clock } = withTraining();
  clock.now = onboarding.opensAt;
  await page.route(`${ticket.sdkBaseUrl}/**`, (route) => route.fulfill({ status: 404 }));
  await open('/session/s-1/join', api);
  await expect(page.getByRole('alert')).toContainText('could not be loaded');
  await expect(page.getByRole('alert').getByRole('link', { name: 'Open in Zoom' })).toBeVisible();
});
