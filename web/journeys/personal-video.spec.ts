import { writeFileSync } from 'node:fs';
import type { APIRequestContext, Browser, Page } from '@playwright/test';
import { expect, signIn, test } from './demo';
import { complaints, film } from './film';
import {
  buffered,
  difference,
  hearErrors,
  observe,
  picture,
  playThrough,
  position,
  seen,
  segments,
  shortStall,
  type Segment,
} from './playback';

/** Milliseconds until something is made, on a machine that makes other things too. */
const patience = 120_000;
const length = 14;
const overlay = { from: 4, to: 10 };
const speech = { from: 2, to: 3.4 };

interface Personal {
  id: string;
  person: string;
  playback: { hls: string; mp4: string };
}

interface Analytics {
  views: number;
  heatmap: { second: number; watched: number }[];
  viewers: { name: string | null; watchSeconds: number; completed: boolean }[];
}

/** A link opened where nobody is signed in. */
async function opened(browser: Browser, address: string): Promise<Page> {
  const context = await browser.newContext();
  const page = await context.newPage();
  await observe(page);
  await page.route(/\/assets\/hls[^/]*\.js$/, hearErrors);
  await page.goto(address);
  await expect
    .poll(() => page.locator('video').evaluate((media: HTMLVideoElement) => media.readyState))
    .toBe(4);
  return page;
}

async function quality(page: Page, name: string) {
  const player = page.getByRole('region', { name: /Video:/ });
  await player.hover();
  await player.getByRole('button', { name: 'Quality' }).click();
  await page.getByRole('menu').getByRole('menuitemradio', { name }).click();
}

const lines = (page: Page) => page.locator('video').evaluate((media: HTMLVideoElement) => media.videoHeight);

async function text(http: APIRequestContext, address: string): Promise<string> {
  const answer = await http.get(address);
  expect(answer.status(), address).toBe(200);
  return answer.text();
}

/** The segments of each rendition of a personal video. */
async function cuts(http: APIRequestContext, { playback }: Personal): Promise<Map<string, Segment[]>> {
  const master = await text(http, playback.hls);
  const lists = [...master.matchAll(/(?:URI="|^)([\w.-]+\.m3u8)/gm)].map(([, name = '']) => name);
  const found = new Map<string, Segment[]>();
  for (const name of lists) {
    found.set(name, segments(await text(http, playback.hls.replace('master.m3u8', name))));
  }
  return found;
}

async function wellPlayed(page: Page) {
  const { errors, ranges, longestStall } = await seen(page);
  expect(errors).toEqual([]);
  expect(ranges).toBe(1);
  expect(longestStall).toBeLessThan(shortStall);
}

test('a personal video of the real engine plays in a real browser, from the upload to the numbers [P-15, P-20, P-24, P-44, P-109, P-190, P-199]', async ({
  page,
  browser,
  api,
}, info) => {
  test.setTimeout(480_000);
  const base = await film(info.outputPath('Our talk.mp4'), length, '854x480');
  const http = await api('csm');
  let video = '';
  let people: Personal[] = [];
  const links = new Map<string, string>();

  await signIn(page, 'csm');
  await test.step('the base video is uploaded, and gets ready', async () => {
    await page.goto('/videos?open=upload');
    const dialog = page.getByRole('dialog', { name: 'Upload videos' });
    await dialog.getByLabel('Choose videos or drop them here').setInputFiles(base);
    const made = page.waitForResponse((one) => one.url().endsWith('/api/videos') && one.status() === 201);
    await dialog.getByRole('button', { name: 'Upload 1 video' }).click();
    video = ((await (await made).json()) as { id: string }).id;
    await page.goto(`/videos/${video}`);
    await expect(page.getByRole('link', { name: 'Personalize' })).toBeVisible({ timeout: patience });
  });

  await test.step('a text and spoken words become personal', async () => {
    await page.getByRole('link', { name: 'Personalize' }).click();
    for (const [kind, { from, to }] of [
      ['Add text', overlay],
      ['Add speech', speech],
    ] as const) {
      await page.getByRole('button', { name: kind }).click();
      await page.getByRole('textbox', { name: 'To', exact: true }).fill(String(to));
      await page.getByRole('textbox', { name: 'From', exact: true }).fill(String(from));
      await page.getByRole('textbox', { name: 'When a value is missing' }).fill('friend');
    }
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await expect(page.getByText('Saved')).toBeVisible();
  });

  await test.step('videos for two people are ordered, and each gets a link', async () => {
    await page.getByLabel('People').fill('id,first_name\nAnn,Ann\nLayla,ليلى');
    await page.getByRole('button', { name: 'Make 2 videos' }).click();
    for (const person of ['Ann', 'Layla']) {
      const row = page.getByRole('row').filter({ hasText: person });
      await expect(row).toContainText('Ready', { timeout: patience });
      const made = page.waitForResponse((one) => one.url().endsWith('/shares') && one.status() === 201);
      await row.getByRole('button', { name: /^Create the link/ }).click();
      links.set(person, ((await (await made).json()) as { url: string }).url);
    }
    const all = (await (await http.get(`/api/videos/${video}/personal`)).json()) as { items: Personal[] };
    people = await Promise.all(
      all.items.map(
        async ({ id }) => (await (await http.get(`/api/videos/${video}/personal/${id}`)).json()) as Personal,
      ),
    );
    const open = (await (await http.post(`/api/videos/${video}/shares`, { data: {} })).json()) as {
      url: string;
    };
    links.set('everybody', open.url);
  });

  const ann = people.find(({ person }) => person === 'Ann');
  if (!ann) throw new Error('Ann has no video.');
  const renditions = await cuts(http, ann);
  const pictures = renditions.get('480p.m3u8') ?? [];
  const borders = pictures.slice(1).map(({ from }) => from);
  const link = (name: string) => links.get(name) ?? '';

  await test.step('only what is personal is her own', () => {
    expect(renditions.size).toBe(3);
    expect(borders).toEqual(expect.arrayContaining([overlay.from, overlay.to]));
    for (const { from, to, own } of pictures) {
      expect(own, `${from} to ${to}`).toBe(from < overlay.to && to > overlay.from);
    }
  });

  const annsPage = await opened(browser, link('Ann'));
  await test.step('it plays through every border without a hole, a stall or an error', async () => {
    await playThrough(annsPage, 0, length, 2);
    await wellPlayed(annsPage);
    const [range, ...others] = await buffered(annsPage);
    expect(others).toEqual([]);
    expect(range?.[0]).toBe(0);
    expect(range?.[1]).toBeGreaterThan(length - 0.1);
  });

  await test.step('borders are crossed back and forth', async () => {
    for (const border of [...borders, ...borders.toReversed()]) {
      await playThrough(annsPage, border - 0.2, border + 0.2);
      expect(await position(annsPage)).toBeLessThan(border + 0.8);
    }
    await wellPlayed(annsPage);
  });

  await test.step('the quality is changed in the middle of what is her own', async () => {
    await playThrough(annsPage, overlay.from + 0.2, overlay.from + 0.6);
    expect(await lines(annsPage)).toBe(480);
    await quality(annsPage, '360p');
    await playThrough(annsPage, overlay.from + 0.6, overlay.to + 0.5, 2);
    expect(await lines(annsPage)).toBe(360);
    await wellPlayed(annsPage);
    await quality(annsPage, '480p');
  });

  const laylasPage = await opened(browser, link('Layla'));
  await test.step('the text is shown where it belongs, and nowhere and never else', async () => {
    const basePage = await opened(browser, link('everybody'));
    for (const at of [1, 3.9, 4.1, 7.1, 9.9, 10.1]) {
      const [plain, hers, theirs] = [
        await picture(basePage, at),
        await picture(annsPage, at),
        await picture(laylasPage, at),
      ];
      const within = at >= overlay.from && at < overlay.to;
      for (const [name, other] of [
        ['Ann', hers],
        ['Layla', theirs],
      ] as const) {
        expect(difference(plain, other, 0, 0.7), `${name} above at ${at}`).toBeLessThan(0.001);
        if (within) expect(difference(plain, other, 0.75, 0.95), `${name} at ${at}`).toBeGreaterThan(0.02);
        else expect(difference(plain, other, 0, 1), `${name} at ${at}`).toBeLessThan(0.001);
      }
      if (within) expect(difference(hers, theirs, 0.75, 0.95), `both at ${at}`).toBeGreaterThan(0.01);
    }
    await basePage.context().close();
  });

  await test.step('the numbers say what was really watched, and skipping adds nothing', async () => {
    await playThrough(laylasPage, 0, 5.5, 2);
    await playThrough(laylasPage, 10, 12, 2);
    const { played } = await seen(laylasPage);
    // As one leaves: the last of it is told by the page that is being left, to be let go in peace.
    await Promise.all([annsPage, laylasPage].map((left) => left.goto('about:blank')));
    const watched = async (person: string) =>
      (await analytics(http, video)).viewers.find(({ name }) => name === person)?.watchSeconds ?? 0;
    await expect.poll(() => watched('ليلى'), { timeout: patience }).toBeGreaterThan(played - 0.5);
    expect(await watched('ليلى')).toBeLessThan(played + 0.5);
    expect(await watched('Ann')).toBeGreaterThan(length - 0.5);
    const found = await analytics(http, video);
    expect(found.views).toBe(2);
    expect(found.viewers.filter(({ completed }) => completed).map(({ name }) => name)).toEqual(['Ann']);
    expect(found.heatmap.filter(({ watched: seconds }) => seconds > 0.5)).toHaveLength(length);
  });

  await test.step('the file is fetched in parts, and decodes', async () => {
    for (const { person, playback } of people) {
      const whole = await (await http.get(playback.mp4)).body();
      const half = Math.floor(whole.length / 2);
      const parts = await Promise.all(
        [`bytes=0-${half - 1}`, `bytes=${half}-`].map(async (Range) => {
          const part = await http.get(playback.mp4, { headers: { Range } });
          expect(part.status()).toBe(206);
          return part.body();
        }),
      );
      expect(Buffer.concat(parts).equals(whole)).toBe(true);
      const file = info.outputPath(`${person}.mp4`);
      writeFileSync(file, whole);
      expect(await complaints(file)).toBe('');
    }
  });
});

const analytics = async (http: APIRequestContext, video: string) =>
  (await (await http.get(`/api/videos/${video}/analytics`)).json()) as Analytics;
