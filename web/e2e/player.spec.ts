import type { Page } from '@playwright/test';
import {
  appearances,
  expect,
  expectAccessible,
  expectNoSidewaysScroll,
  test,
  type Appearance,
} from './fixtures';
import { problem, type MockApi } from './mock/api';
import { asBatch, missing, playback, serveMedia, shared, told, viewer, type Media } from './mock/viewer';

/** As the server sends it with the page; see ProtectiveHeaders. */
const policy =
  "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; " +
  "font-src 'self' data:; media-src 'self' blob:; worker-src 'self' blob:; connect-src 'self'; object-src 'none'; " +
  "base-uri 'none'; form-action 'self'; frame-ancestors *; frame-src https://www.loom.com";

const here = 'localhost';

interface Watching {
  api: MockApi;
  media: Media;
  foreign: string[];
}

async function watch(
  page: Page,
  open: (address: string, api: MockApi, appearance?: Appearance) => Promise<MockApi>,
  {
    api = viewer(),
    address = '/v/t0k3n',
    appearance,
    refuse = () => undefined,
  }: Partial<{ api: MockApi; address: string; appearance: Appearance; refuse: Media['refuse'] }> = {},
): Promise<Watching> {
  const foreign: string[] = [];
  page.on('request', (request) => {
    const { hostname, protocol } = new URL(request.url());
    if (protocol.startsWith('http') && hostname !== here) foreign.push(request.url());
  });
  await page.route(/\/(v|embed)\/t0k3n$/, async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, headers: { ...response.headers(), 'Content-Security-Policy': policy } });
  });
  const media = await serveMedia(page);
  media.refuse = refuse;
  await page.emulateMedia({ colorScheme: appearance?.scheme ?? 'light' });
  await open(address, api, appearance);
  return { api, media, foreign };
}

const player = (page: Page) => page.getByRole('region', { name: /Video:|فيديو:/ });
const time = (page: Page) => page.locator('video').evaluate((video: HTMLVideoElement) => video.currentTime);
const property = (page: Page, name: 'paused' | 'muted' | 'playbackRate' | 'videoHeight') =>
  page.locator('video').evaluate((video: HTMLVideoElement, key) => video[key], name);

async function play(page: Page): Promise<void> {
  await player(page)
    .getByRole('button', { name: /^(play|تشغيل)$/ })
    .first()
    .click();
  await expect.poll(() => time(page)).toBeGreaterThan(0.3);
}

test('[P-23] a video plays, and only from this server', async ({ page, open }) => {
  const { foreign, media } = await watch(page, open);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(shared.title);
  await expect(page).toHaveTitle(shared.title);
  await expect(page.getByText(/Ada Lovelace.? shared this video with you/)).toBeVisible();
  await play(page);
  expect(await page.locator('video').getAttribute('playsinline')).not.toBeNull(); // P-27
  expect(media.asked).toContain('sound.mp4');
  expect(foreign).toEqual([]);
});

test('an English title stands where an Arabic reader begins', async ({ page, open }) => {
  await watch(page, open, { appearance: { language: 'ar', scheme: 'dark' } });
  const heading = page.getByRole('heading', { level: 1 });
  const [line, words] = [await heading.boundingBox(), await heading.locator('bdi').boundingBox()];
  expect((words?.x ?? 0) + (words?.width ?? 0)).toBeCloseTo((line?.x ?? 0) + (line?.width ?? 0), 0);
});

test('[P-23] keys work while the player has the focus, and only then', async ({ page, open }) => {
  await watch(page, open);
  await play(page);
  await page.keyboard.press('k');
  await expect.poll(() => property(page, 'paused')).toBe(true);
  await page.keyboard.press('Space');
  await expect.poll(() => property(page, 'paused')).toBe(false);
  await page.keyboard.press('KeyK');
  await expect.poll(() => property(page, 'paused')).toBe(true);
  const before = await time(page);
  await page.keyboard.press('ArrowRight');
  await expect.poll(() => time(page)).toBeCloseTo(before + 10, 0);
  await page.keyboard.press('ArrowLeft');
  await expect.poll(() => time(page)).toBeCloseTo(before, 0);
  await page.keyboard.press('m');
  await expect.poll(() => property(page, 'muted')).toBe(true);
  await page.keyboard.press('Shift+M'); // as with caps lock, or an Arabic layout, by the key's place
  await expect.poll(() => property(page, 'muted')).toBe(false);
  await page.keyboard.press('>');
  await expect.poll(() => property(page, 'playbackRate')).toBe(1.25);
  await page.keyboard.press('f');
  await expect
    .poll(() => page.evaluate(() => document.fullscreenElement?.localName))
    .toBe('media-controller');
  await page.keyboard.press('f');
  await expect.poll(() => page.evaluate(() => document.fullscreenElement)).toBeNull();
  await page.getByRole('link', { name: /Book a call/ }).focus();
  await page.keyboard.press('k');
  await page.keyboard.press('m');
  expect([await property(page, 'paused'), await property(page, 'muted')]).toEqual([true, false]);
});

test('[P-25] the speed has six steps from 0.5 to 2', async ({ page, open }) => {
  await watch(page, open);
  await play(page);
  await player(page).getByRole('button', { name: /speed/i }).click();
  const menu = page.getByRole('menu');
  await expect(menu.getByRole('menuitemradio')).toHaveText(['0.5×', '0.75×', '1×', '1.25×', '1.5×', '2×']);
  await menu.getByRole('menuitemradio', { name: '2×' }).click();
  await expect.poll(() => property(page, 'playbackRate')).toBe(2);
});

test('[P-24] [P-109] another quality plays on from the same place', async ({ page, open }) => {
  await watch(page, open);
  await play(page);
  await expect.poll(() => property(page, 'videoHeight')).toBe(720);
  await player(page).getByRole('button', { name: 'Quality' }).click();
  const menu = page.getByRole('menu');
  await expect(menu.getByRole('menuitemradio')).toHaveText(['720p', '480p', '360p', /Auto/]);
  const before = await time(page);
  const began = Date.now();
  await menu.getByRole('menuitemradio', { name: '360p' }).click();
  await expect.poll(() => property(page, 'videoHeight'), { timeout: 15_000 }).toBe(360);
  const after = await time(page);
  expect(after).toBeGreaterThan(before - 0.1);
  expect(after).toBeLessThan(before + (Date.now() - began) / 1000 + 1);
  await expect.poll(() => time(page)).toBeGreaterThan(after);
  expect(await property(page, 'paused')).toBe(false);
});

test('[P-18] the first quality follows the measured bandwidth', async ({ page, open }) => {
  const network = await page.context().newCDPSession(page);
  await network.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: 20,
    downloadThroughput: 1_000_000 / 8,
    uploadThroughput: 1_000_000 / 8,
  });
  const { media } = await watch(page, open);
  await expect
    .poll(() => media.asked.find((name) => /\dp\.m3u8/.test(name)), { timeout: 30_000 })
    .toBe('360p.m3u8');
  const kept = await page.evaluate(() => sessionStorage.getItem('rapport-bandwidth'));
  expect((JSON.parse(kept ?? '{}') as { value: number }).value).toBeLessThan(1.5); // P-112
});

test('[P-26] waiting for data is shown', async ({ page, open }) => {
  const { media } = await watch(page, open);
  let release: () => void = () => undefined;
  const held = new Promise<void>((resolve) => (release = resolve));
  await page.route(/720p\.mp4/, async (route) => {
    await held;
    await route.fallback();
  });
  await page.reload();
  await player(page).getByRole('button', { name: 'play' }).first().click();
  const indicator = page.locator('media-loading-indicator');
  await expect(indicator).toHaveAttribute('medialoading', '');
  await expect(indicator.getByRole('status')).toHaveText('loading');
  release();
  await expect.poll(() => time(page)).toBeGreaterThan(0.3);
  await expect(indicator).not.toHaveAttribute('medialoading', '');
  await expect(page.locator('media-time-range')).toHaveAttribute('mediabuffered', /\d/);
  expect(media.asked).toContain('720p.mp4');
});

test('[P-23] the controls hide while it plays and return', async ({ page, open }) => {
  await watch(page, open);
  await play(page);
  await page.mouse.move(5, 5);
  const controls = page.locator('media-control-bar');
  const opacity = () => controls.evaluate((bar) => getComputedStyle(bar.parentElement ?? bar).opacity);
  await expect.poll(opacity).toBe('0');
  await player(page).hover();
  await expect.poll(opacity).toBe('1');
});

test('[P-111] a missing quality and missing playlists do not keep it from playing', async ({
  page,
  open,
}) => {
  const { media } = await watch(page, open);
  media.refuse = (path) => (/720p\.(m3u8|mp4)$/.test(path) ? 404 : undefined);
  await page.reload();
  await play(page);
  expect(await property(page, 'videoHeight')).toBeLessThan(720);

  media.refuse = (path) => (path.endsWith('.m3u8') ? 404 : undefined);
  await page.reload();
  await play(page);
  expect(await property(page, 'videoHeight')).toBe(360);
  expect(await page.locator('video').getAttribute('src')).toContain('360p.mp4');
});

test('what cannot be played says so and is tried again', async ({ page, open }) => {
  const { media } = await watch(page, open);
  media.refuse = (path) => (path.endsWith('.svg') ? undefined : 404);
  await page.reload();
  const trouble = page.getByRole('alert').filter({ hasText: 'cannot be played right now' });
  await expect(trouble).toBeVisible();
  await expectAccessible(page);
  media.refuse = () => undefined;
  await trouble.getByRole('button', { name: 'Try again' }).click();
  await expect(trouble).toBeHidden();
  await play(page);
});

test('[P-112] addresses that have expired are renewed where the video stands', async ({ page, open }) => {
  let signature = 'first';
  const api = viewer().on('GET /api/viewer/t0k3n', () => ({
    json: { ...shared, playback: playback(signature) },
  }));
  // All of the video takes a dozen requests or more, so that some of it is still missing when the first address ends.
  let answered = 0;
  const refuse = (path: string) => {
    if (!path.includes('/first/') || !path.endsWith('.mp4')) return undefined;
    answered += 1;
    if (answered <= 8) return undefined;
    signature = 'second';
    return 403;
  };
  await watch(page, open, { api, refuse });
  await play(page);
  await page.locator('video').evaluate((video: HTMLVideoElement) => (video.currentTime = 14));
  await expect.poll(() => time(page), { timeout: 15_000 }).toBeGreaterThan(14.3);
  const kept = await page.evaluate(() => sessionStorage.getItem('rapport-playback-t0k3n'));
  expect(kept).toContain('/media/second/');
});

test('captions can be shown', async ({ page, open }) => {
  await watch(page, open);
  await play(page);
  await player(page).getByRole('button', { name: 'Captions' }).click();
  await page.getByRole('menu').getByRole('menuitemradio', { name: 'English' }).click();
  await expect
    .poll(() => page.locator('video').evaluate((video: HTMLVideoElement) => video.textTracks[0]?.mode))
    .toBe('showing');
});

test('[P-44] seconds really played are told, and seeking adds none', async ({ page, open }) => {
  const { api } = await watch(page, open);
  await play(page);
  await expect.poll(() => time(page)).toBeGreaterThan(2);
  await page.locator('video').evaluate((video: HTMLVideoElement) => (video.currentTime = 15));
  await expect.poll(() => time(page)).toBeGreaterThan(16);
  await page.keyboard.press('k');
  await expect.poll(() => told(api).some(({ type }) => type === 'pause'), { timeout: 10_000 }).toBe(true);
  const events = told(api);
  const seconds = events
    .filter(({ type }) => type === 'watched')
    .reduce((sum, { from, to = from }) => sum + to - from, 0);
  expect(seconds).toBeGreaterThan(2.2);
  expect(seconds).toBeLessThan(6);
  const seeks = events.filter(({ type }) => type === 'seek').map(({ to = 0 }) => Math.round(to));
  expect(seeks).toContain(15);
  const batches = api.calls
    .filter(({ path }) => path === '/api/video-events')
    .map(({ body }) => asBatch(body));
  expect(new Set(batches.map(({ view }) => view)).size).toBe(1);
  expect(batches[0]).toMatchObject({ token: 't0k3n' });
});

test('[P-46] the call to action opens its page and the click is told', async ({ page, open, context }) => {
  const { api } = await watch(page, open);
  await context.route('https://acme.example/**', (route) => route.fulfill({ body: 'booked' }));
  const opened = page.waitForEvent('popup');
  await page.getByRole('link', { name: /Book a call/ }).click();
  expect((await opened).url()).toBe('https://acme.example/call');
  await expect.poll(() => told(api).map(({ type }) => type)).toContain('click');
});

test('who does not want to be recorded is not', async ({ page, open }) => {
  const { api } = await watch(page, open);
  await page.getByText('What is kept').click();
  await page.getByRole('button', { name: 'Do not record me' }).click();
  await expect(page.getByRole('status').filter({ hasText: 'Your viewing is not recorded' })).toBeVisible();
  await play(page);
  await expect.poll(() => time(page)).toBeGreaterThan(2);
  await page.getByRole('button', { name: 'Record again' }).click();
  await player(page).focus();
  await page.keyboard.press('k');
  await expect.poll(() => told(api).map(({ type }) => type), { timeout: 10_000 }).toContain('pause');
  expect(told(api).map(({ type }) => type)).not.toContain('play');
  expect(Math.min(...told(api).map(({ from }) => from))).toBeGreaterThan(2);
});

test('a browser that asks not to be tracked is told that it is heard', async ({ page, open }) => {
  await page.addInitScript(() => Object.defineProperty(navigator, 'doNotTrack', { value: '1' }));
  const { api } = await watch(page, open);
  await expect(page.getByText('Your browser asks not to be tracked')).toBeVisible();
  await play(page);
  await page.keyboard.press('k');
  await expect.poll(() => told(api).length, { timeout: 10_000 }).toBeGreaterThan(0);
  expect([...new Set(told(api).map(({ type }) => type))]).toEqual(['watched']);
});

test('a password opens what is locked', async ({ page, open }) => {
  let unlocked = false;
  const api = viewer()
    .on('GET /api/viewer/t0k3n', () => ({ json: unlocked ? shared : { locked: true } }))
    .on('POST /api/viewer/t0k3n/unlock', (request) => {
      const { password } = request.postDataJSON() as { password: string };
      if (password === 'flood')
        return { ...problem(429, 'too_many_attempts', 'Later.'), headers: { 'Retry-After': '30' } };
      if (password !== 'open sesame') return problem(403, 'wrong_password', 'Not the password.');
      unlocked = true;
      return undefined;
    });
  await watch(page, open, { api });
  const field = page.getByLabel('Password');
  await field.fill('guess');
  await page.getByRole('button', { name: 'Open video' }).click();
  await expect(page.getByRole('alert')).toHaveText('That is not the password. Try again.');
  await expectAccessible(page);
  await field.fill('flood');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('alert')).toContainText('in 30 seconds');
  await field.fill('open sesame');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(shared.title);
  await play(page);
});

for (const [status, code, title] of [
  [410, 'share_expired', 'This link has expired'],
  [410, 'share_revoked', 'This link was withdrawn'],
  [404, 'not_found', 'There is no video here'],
  [503, 'unavailable', 'The video could not be fetched'],
] as const) {
  test(`a link answered ${code} has a page of its own`, async ({ page, open }) => {
    const api = missing(status, code);
    await watch(page, open, { api });
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(title);
    await expect(page).toHaveTitle(title);
    await expectAccessible(page);
    if (status !== 503) return;
    api.on('GET /api/viewer/t0k3n', shared).on('POST /api/video-events', () => ({ status: 202 }));
    await page.getByRole('button', { name: 'Try again' }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(shared.title);
  });
}

test('another service plays in a frame of its own, and only when asked to', async ({
  page,
  open,
  context,
}) => {
  await context.route('https://www.loom.com/**', (route) =>
    route.fulfill({ contentType: 'text/html', body: '<!doctype html><title>Loom</title><p>Loom plays' }),
  );
  const api = viewer({
    playback: null,
    provider: { kind: 'loom', embedUrl: 'https://www.loom.com/embed/abc123' },
  });
  const { foreign } = await watch(page, open, { api });
  await expectAccessible(page);
  expect(foreign).toEqual([]);
  await page.getByRole('button', { name: 'Play with Loom' }).click();
  const frame = page.locator('iframe');
  await expect(frame).toHaveAttribute('sandbox', /allow-scripts/);
  await expect(frame).not.toHaveAttribute('sandbox', /allow-top-navigation/);
  await expect(frame.contentFrame().getByText('Loom plays')).toBeVisible();
  await expect.poll(() => told(api).map(({ type }) => type), { timeout: 10_000 }).toEqual(['play']);
});

test('embedded it fills its frame', async ({ page, open }) => {
  await page.setViewportSize({ width: 560, height: 315 });
  await watch(page, open, { address: '/embed/t0k3n' });
  const box = await player(page).boundingBox();
  expect(box).toMatchObject({ x: 0, y: 0, width: 560, height: 315 });
  await expect(page.getByRole('link', { name: /Viewing is recorded/ })).toBeVisible();
  await expect(page.getByRole('link', { name: /Book a call/ })).toBeVisible();
  await expectAccessible(page);
  await play(page);
});

test('in Arabic the page is turned, time is not, and every word of the controls is Arabic', async ({
  page,
  open,
}) => {
  await watch(page, open, { appearance: { language: 'ar', scheme: 'light' } });
  await expect(page.getByText('شارك', { exact: false })).toBeVisible();
  await expect(page.locator('html')).toHaveAttribute('dir', 'rtl');
  await expect(player(page)).toHaveCSS('direction', 'ltr');
  await play(page);
  await expectArabic(page);
  // The other way round without losing the place.
  const before = await time(page);
  await page.getByRole('button', { name: 'English' }).click();
  await expect(player(page).getByRole('button', { name: 'full screen' })).toBeVisible();
  expect(await time(page)).toBeGreaterThanOrEqual(before);
  await page.getByRole('button', { name: 'العربية' }).click();
  await expectArabic(page);
});

/** Words of the controls, shown or read out, must not be Latin; times, sizes and speeds are numbers. */
async function expectArabic(page: Page): Promise<void> {
  const words = await page.locator('media-controller').evaluate((controller) => {
    const found: string[] = [];
    const visit = (node: Node) => {
      if (node instanceof HTMLStyleElement || node instanceof HTMLVideoElement) return;
      if (node instanceof Text) found.push(node.data);
      if (node instanceof HTMLElement) {
        for (const name of ['aria-label', 'aria-valuetext', 'aria-description', 'title'])
          found.push(node.getAttribute(name) ?? '');
        if (node.shadowRoot) visit(node.shadowRoot);
      }
      // What a slot falls back to is not shown when something is put into it.
      if (!(node instanceof HTMLSlotElement) || node.assignedNodes().length === 0)
        node.childNodes.forEach(visit);
    };
    visit(controller);
    return found.map((word) => word.trim()).filter(Boolean);
  });
  const latin = words.filter((word) =>
    /[a-z]{2,}/i.test(word.replace(/Your first week with Acme|English/g, '')),
  );
  expect(latin).toEqual([]);
  expect(words.length).toBeGreaterThan(10);
}

for (const appearance of appearances) {
  test(`the page is accessible in ${appearance.language}, ${appearance.scheme}`, async ({ page, open }) => {
    test.slow();
    await watch(page, open, { appearance });
    await expect(player(page)).toBeVisible();
    await expectAccessible(page);
    await play(page);
    await page.getByText(/What is kept|ما الذي يُحفظ/).click();
    await expectAccessible(page);
    await page.setViewportSize({ width: 390, height: 844 });
    await expectNoSidewaysScroll(page);
    await expectAccessible(page);
  });
}

test('[P-27] fingers find every control on a phone', async ({ page, open }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await watch(page, open);
  await play(page);
  await page.keyboard.press('k');
  const sizes = await page
    .locator(
      'media-control-bar :is(media-play-button, media-mute-button, media-fullscreen-button, button), .actions a, .top button',
    )
    .evaluateAll((buttons) =>
      buttons
        .map((button) => button.getBoundingClientRect())
        .filter(({ width }) => width > 0)
        .map(({ width, height }) => [width, height]),
    );
  expect(sizes.length).toBeGreaterThan(5);
  for (const [width, height] of sizes) {
    expect(width).toBeGreaterThanOrEqual(44);
    expect(height).toBeGreaterThanOrEqual(44);
  }
  await player(page).getByRole('button', { name: /speed/i }).click();
  const item = await page.getByRole('menu').getByRole('menuitemradio').first().boundingBox();
  expect(item?.height).toBeGreaterThanOrEqual(44);
});
