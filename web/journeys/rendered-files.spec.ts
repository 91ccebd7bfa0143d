import { execFile } from 'node:child_process';
import { createReadStream, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Page } from '@playwright/test';
import { expect, test } from './demo';
import { complaints, film } from './film';
import { difference, observe, picture, playThrough, seen, segments, shortStall } from './playback';

const home = join(import.meta.dirname, '../..');
const overlay = { from: 2, to: 4 };
const length = 8;

/** A server that knows nothing but files, not even parts of them. */
async function serve(folder: string) {
  const server = createServer((request, response) => {
    const file = join(folder, new URL(request.url ?? '/', 'http://any').pathname);
    if (existsSync(file)) createReadStream(file).pipe(response);
    else response.writeHead(404).end();
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  return { address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, server };
}

/** The least page that plays a playlist. */
async function open(page: Page, playlist: string) {
  await observe(page);
  await page.route('**/player.html', (route) =>
    route.fulfill({ contentType: 'text/html', body: '<!doctype html><video muted></video>' }),
  );
  await page.goto(new URL('/player.html', playlist).href);
  await page.addScriptTag({ path: join(home, 'web/node_modules/hls.js/dist/hls.min.js') });
  await page.evaluate((address) => {
    const media = document.querySelector('video');
    const { Hls: Engine } = window as unknown as { Hls: typeof import('hls.js').default };
    const engine = new Engine();
    engine.on(Engine.Events.ERROR, (_, { details }) => window.seen.errors.push(details));
    engine.loadSource(address);
    if (media) engine.attachMedia(media);
  }, playlist);
  await expect
    .poll(() => page.locator('video').evaluate((media: HTMLVideoElement) => media.readyState))
    .toBe(4);
}

test('what the program alone makes plays from any server of files [P-01, P-20]', async ({
  browser,
}, info) => {
  const out = info.outputPath('out');
  const given = { base: info.outputPath('base.mp4'), points: info.outputPath('points.json') };
  const people = info.outputPath('people.csv');
  await film(given.base, length, '640x360');
  writeFileSync(
    given.points,
    JSON.stringify([
      { kind: 'overlay', ...overlay, template: 'Hi {{first_name}}', fallback: 'there', x: 0.5, y: 0.85 },
      { kind: 'speech', from: 5, to: 6.2, template: '{{first_name}}' },
    ]),
  );
  writeFileSync(people, 'id,first_name\nann,Ann\nlayla,ليلى\nnobody,\n');
  const lists = ['--base', given.base, '--points', given.points, '--people', people, '--out', out];
  const { stdout } = await promisify(execFile)(join(home, 'rapport'), [
    'render',
    ...lists,
    '--json',
    '--mp4',
  ]);
  const told = JSON.parse(stdout) as { people: { id: string; segments: number }[] };
  expect(told.people.map(({ id }) => id)).toEqual(['ann', 'layla', 'nobody']);

  const { address, server } = await serve(out);
  try {
    const pages = new Map<string, Page>();
    for (const { id } of told.people) {
      const page = await (await browser.newContext()).newPage();
      pages.set(id, page);
      await open(page, `${address}/${id}/master.m3u8`);
      await playThrough(page, 0, length, 2);
      expect(await seen(page)).toMatchObject({ errors: [], ranges: 1 });
      expect((await seen(page)).longestStall).toBeLessThan(shortStall);
      expect(await complaints(join(out, `${id}.mp4`))).toBe('');
    }
    const cuts = segments(readFileSync(join(out, 'ann/360p.m3u8'), 'utf8'));
    expect(cuts.filter(({ own }) => own)).toEqual([{ ...overlay, own: true }]);
    const at = async (id: string, seconds: number) => {
      const page = pages.get(id);
      if (!page) throw new Error(`${id} has no page`);
      return picture(page, seconds);
    };
    for (const seconds of [1.9, 2.1, 3.9, 4.1]) {
      const within = seconds > overlay.from && seconds < overlay.to;
      const [ann, layla, nobody] = [
        await at('ann', seconds),
        await at('layla', seconds),
        await at('nobody', seconds),
      ];
      for (const apart of [difference(ann, layla, 0.75, 0.95), difference(ann, nobody, 0.75, 0.95)]) {
        if (within) expect(apart, `words at ${seconds}`).toBeGreaterThan(0.01);
        else expect(apart, `words at ${seconds}`).toBe(0);
      }
      expect(difference(ann, layla, 0, 0.7), `above at ${seconds}`).toBeLessThan(0.001);
    }
  } finally {
    server.close();
  }
});
