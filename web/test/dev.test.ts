// @vitest-environment node
import { createServer as listen } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createServer } from 'vite';
import { afterAll, beforeAll, expect, it } from 'vitest';

/** Says what it was asked for. */
const rapport = listen((request, response) =>
  response.end(`${request.headers.host ?? ''}${request.url ?? ''}`),
);
let dev: Awaited<ReturnType<typeof createServer>>;
let address: string;

beforeAll(async () => {
  await new Promise<void>((ready) => rapport.listen(0, ready));
  process.env.RAPPORT_PORT = String((rapport.address() as AddressInfo).port);
  dev = await createServer({ logLevel: 'silent', server: { port: 0 }, optimizeDeps: { noDiscovery: true } });
  await dev.listen();
  address = dev.resolvedUrls?.local[0]?.replace(/\/$/, '') ?? '';
});

afterAll(async () => {
  await dev.close();
  rapport.close();
});

it.each(['/api/me', '/media/signed/edition/master.m3u8'])(
  'asks Rapport for %s while developing',
  async (path) => {
    const said = await (await fetch(address + path)).text();
    expect(said).toBe(new URL(address).host + path);
  },
);

it.each(['/v/token', '/embed/token'])('shows the viewer page under %s while developing', async (path) => {
  expect(await (await fetch(address + path)).text()).toContain('/src/player/viewer.tsx');
});
