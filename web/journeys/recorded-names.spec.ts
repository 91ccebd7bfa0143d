import { readFileSync } from 'node:fs';
import { expect, signIn, test } from './demo';
import { film } from './film';

// A microphone that beeps once a second.
test.use({
  permissions: ['microphone'],
  launchOptions: {
    executablePath: process.env.RAPPORT_CHROMIUM ?? '/usr/bin/chromium',
    args: [
      '--use-fake-device-for-media-stream',
      '--use-fake-ui-for-media-stream',
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
    ],
  },
});

interface Personal {
  id: string;
  person: string;
  state: string;
  spoken: { words: string; by: string; voice: string | null }[];
}

test('a name recorded in a real browser speaks in the personal video, which says so [P-19]', async ({
  page,
  api,
}, info) => {
  const http = await api('csm');
  await signIn(page, 'csm');

  await test.step('the name is recorded, and heard', async () => {
    await page.goto('/videos/voices');
    await page.getByRole('link', { name: 'Ada' }).click();
    await page.getByLabel('Names', { exact: true }).fill('Zoë');
    await page.getByRole('button', { name: 'Record 1 name' }).click();
    await page.keyboard.press('r');
    await expect
      .poll(async () => Number(await page.getByRole('meter').getAttribute('aria-valuenow')), {
        intervals: [50],
      })
      .toBeGreaterThan(20);
    await page.waitForTimeout(300); // a name takes a moment to say
    await page.keyboard.press('r');
    await expect(page.getByRole('group', { name: 'Record Zoë' }).getByRole('status')).toHaveText('Recorded');
    const heard = page.waitForResponse(/\/names\/[^/]+\/audio/);
    await page.keyboard.press('l');
    expect((await heard).headers()['content-type']).toBe('audio/wav');
  });

  const video = await test.step('a video with a spoken point chooses the voice', async () => {
    const base = await film(info.outputPath('Our talk.mp4'), 8);
    const made = await http.post('/api/videos', {
      multipart: { file: { name: 'Our talk.mp4', mimeType: 'video/mp4', buffer: readFileSync(base) } },
    });
    const { id } = (await made.json()) as { id: string };
    const points = [{ kind: 'speech', from: 1, to: 4.5, template: '{{first_name}}', fallback: 'friend' }];
    await expect
      .poll(async () => ((await (await http.get(`/api/videos/${id}`)).json()) as { state: string }).state, {
        timeout: 60_000,
      })
      .toBe('ready');
    expect((await http.put(`/api/videos/${id}/points`, { data: { points } })).ok()).toBe(true);
    await page.goto(`/videos/${id}/personal`);
    const choice = page.getByRole('combobox', { name: 'Voice' });
    await choice.click();
    const kept = page.waitForResponse((one) => one.request().method() === 'PATCH');
    await page.getByRole('option', { name: 'Ada' }).click();
    expect((await kept).ok()).toBe(true);
    return id;
  });

  await test.step('who is recorded is spoken by Ada, who is not by a program or nobody', async () => {
    const people = page.getByRole('region', { name: /^Personal videos/ });
    await people.getByLabel('People').fill('id\tfirst_name\nzoe\tZoë\nkhalid\tخالد');
    await people.getByRole('button', { name: 'Make 2 videos' }).click();
    await expect(people.getByRole('row').filter({ hasText: 'zoe' })).toContainText('Recorded by ⁨Ada⁩', {
      timeout: 60_000,
    });
    await expect(people.getByRole('row').filter({ hasText: 'khalid' })).toContainText('Nobody spoke', {
      timeout: 60_000,
    });
    const made = (await (await http.get(`/api/videos/${video}/personal`)).json()) as { items: Personal[] };
    expect(made.items.find(({ person }) => person === 'zoe')?.spoken).toMatchObject([
      { words: 'Zoë', by: 'recorded', voice: 'Ada' },
    ]);
  });
});
