import { appearances, expect, expectAccessible, expectNoSidewaysScroll, test } from './fixtures';
import { ada, permissions } from './mock/data';
import { intro } from './mock/videos';
import { dana, withVoices } from './mock/voices';

test.use({
  permissions: ['microphone'],
  launchOptions: {
    executablePath: process.env.RAPPORT_CHROMIUM ?? '/usr/bin/chromium',
    args: [
      '--use-fake-device-for-media-stream',
      '--use-fake-ui-for-media-stream',
      '--autoplay-policy=no-user-gesture-required',
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
    ],
  },
});

test('[P-19] names are recorded one after the other, heard, said again, with the keyboard alone', async ({
  page,
  open,
}) => {
  const { api, recorded } = withVoices();
  await open('/videos/voices/w-dana', api);
  await page.getByLabel('Names', { exact: true }).fill('Zoë\nمريم, Zoë');
  await page.getByRole('button', { name: 'Record 2 names' }).click();

  await expect(page.getByRole('button', { name: 'Record Zoë' })).toBeFocused();
  await page.keyboard.press('Space');
  await expect(page.getByRole('button', { name: 'Stop recording Zoë' })).toBeFocused();
  // The fake microphone beeps once a second: the meter shows it.
  await expect
    .poll(async () => Number(await page.getByRole('meter').getAttribute('aria-valuenow')), {
      intervals: [50],
    })
    .toBeGreaterThan(20);
  await page.keyboard.press('Space');
  const state = page.getByRole('group', { name: /^Record / }).getByRole('status');
  await expect(state).toHaveText('Recorded');
  expect(recorded.map(({ name }) => name)).toEqual(['Zoë']);
  expect(recorded[0]?.type).toMatch(/^audio\/webm/);
  expect(recorded[0]?.bytes.subarray(0, 4).toString('hex')).toBe('1a45dfa3'); // a WebM file
  expect(recorded[0]?.bytes.length).toBeGreaterThan(500);

  const heard = page.waitForRequest(/\/api\/voices\/w-dana\/names\/n-11\/audio/);
  await page.keyboard.press('l');
  await heard;
  await page.getByRole('button', { name: 'Again' }).click();
  await expect(state).toHaveText('Recording…');
  await page.keyboard.press('r');
  await expect(state).toHaveText('Recorded');
  expect(recorded).toHaveLength(2);
  await page.keyboard.press('n');
  await expect(page.getByRole('button', { name: 'Record مريم' })).toBeFocused();
  await expect(page.getByText('2 of 2')).toBeVisible();
  await expect(page.getByRole('table', { name: 'Recorded names' })).toContainText('Zoë');
});

test('what the server refuses of a recording is said where it was made', async ({ page, open }) => {
  const { api } = withVoices();
  api.on('PUT /api/voices/:id/names', () => ({
    status: 422,
    json: { status: 422, code: 'recording_silent', detail: 'Nothing can be heard. Check the microphone.' },
  }));
  await open('/videos/voices/w-dana', api);
  await page.getByLabel('Names', { exact: true }).fill('Zoë');
  await page.getByRole('button', { name: 'Record 1 name' }).click();
  await page.keyboard.press('r');
  await expect(page.getByText('Recording…')).toBeVisible();
  await page.keyboard.press('r');
  await expect(page.getByRole('alert')).toContainText('Nothing can be heard.');
});

test('the names of the people of a video are offered, but for those that are recorded', async ({
  page,
  open,
}) => {
  const { api } = withVoices();
  await open('/videos/voices/w-dana?video=d-intro', api);
  await expect(page.getByText('1 name in the personal videos is not recorded yet.')).toBeVisible();
  await page.getByRole('button', { name: 'Take this name' }).click();
  await expect(page.getByLabel('Names', { exact: true })).toHaveValue('Dee');
});

test('[P-175] a person is imitated only with the words they agreed to', async ({ page, open }) => {
  const { api } = withVoices();
  let form = '';
  api.on('POST /api/voices/:id/clone', (request) => {
    form = request.postDataBuffer()?.toString('utf8') ?? '';
    return { json: dana };
  });
  await open('/videos/voices/w-eleven?open=clone', api);
  const dialog = page.getByRole('dialog', { name: 'Imitate a person' });
  await dialog.getByLabel('Whose voice').fill('Dana Reed');
  const make = dialog.getByRole('button', { name: 'Make the voice' });
  await dialog.getByRole('button', { name: 'Record', exact: true }).click();
  await dialog.getByRole('button', { name: 'Stop' }).click();
  await expect(dialog.getByText('The sample is there.')).toBeVisible();
  await expect(make).toBeDisabled();
  const agreed = dialog.getByRole('checkbox', { name: 'Dana Reed has agreed to exactly these words.' });
  await agreed.check();
  // Other words are not what was agreed to.
  await dialog
    .getByLabel('What the person agrees to')
    .fill('Acorn Works may imitate my voice for greetings.');
  await expect(agreed).not.toBeChecked();
  await agreed.check();
  await make.click();
  await expect(dialog).toHaveCount(0);
  expect(form).toContain('Acorn Works may imitate my voice for greetings.');
  expect(form).toContain('Dana Reed');
});

test('a service is connected by whoever manages integrations', async ({ page, open }) => {
  const { api } = withVoices();
  api.on('POST /api/voices', () => ({ status: 201, json: { ...dana, id: 'w-studio' } }));
  await open('/videos/voices?open=new', api);
  const dialog = page.getByRole('dialog', { name: 'Add voice' });
  await dialog.getByRole('radio', { name: 'Speech service' }).check();
  await dialog.getByRole('textbox', { name: 'Name' }).fill('Studio');
  await dialog.getByLabel('Address').fill('https://speech.example.com/v1');
  await dialog.getByLabel('Model').fill('tts-1');
  await dialog.getByLabel('Voice there').fill('alloy');
  await dialog.getByRole('button', { name: 'Add voice' }).click();
  await expect(page).toHaveURL(/\/videos\/voices\/w-studio$/);
  expect(api.bodyOf('POST /api/voices')).toEqual({
    kind: 'openai',
    name: 'Studio',
    url: 'https://speech.example.com/v1',
    model: 'tts-1',
    serviceVoice: 'alloy',
  });
});

test('who may not connect services records names', async ({ page, open }) => {
  const { api } = withVoices({ ...ada, role: 'rep', permissions: [...permissions.rep, 'videos'] });
  await open('/videos/voices?open=new', api);
  await expect(page.getByRole('radio', { name: 'ElevenLabs' })).toBeDisabled();
  await expect(page.getByRole('radio', { name: 'Your recordings' })).toBeEnabled();
});

test('[P-19] the video says who speaks, and each personal video who spoke', async ({ page, open }) => {
  const { api } = withVoices();
  const spoken = {
    ...intro,
    voiceId: null,
    points: [{ ...intro.points[0], kind: 'speech', from: 1, to: 2 }],
  };
  api.on('GET /api/videos/:id', spoken).on('PATCH /api/videos/:id', spoken);
  await open('/videos/d-intro/personal', api);
  const choice = page.getByRole('combobox', { name: 'Voice' });
  await expect(choice).toHaveValue('Default: ⁨Dana⁩');
  await choice.click();
  await page.getByRole('option', { name: 'Studio' }).click();
  await expect.poll(() => api.bodyOf('PATCH /api/videos/d-intro')).toEqual({ voiceId: 'w-studio' });
  const people = page.getByRole('region', { name: /^Personal videos/ });
  await expect(people.getByRole('row').filter({ hasText: 'ann@acmecorp.com' }).first()).toContainText(
    'Recorded by ⁨Dana⁩',
  );
  await expect(people.getByRole('row').filter({ hasText: 'Offline voice' })).toHaveCount(1);
});

const addresses = [
  '/videos/voices',
  '/videos/voices?open=new',
  '/videos/voices/w-dana',
  '/videos/voices/w-eleven',
  '/videos/voices/w-eleven?open=clone',
];

for (const { language, scheme } of appearances) {
  const all = (language === 'en') === (scheme === 'light');
  for (const address of all ? addresses : ['/videos/voices', '/videos/voices/w-dana']) {
    test(`${address} is accessible in ${language}, ${scheme}`, async ({ page, open }) => {
      await open(address, withVoices({ ...ada, locale: language }).api, { language, scheme });
      await expect(page.locator('h1')).toBeVisible();
      await page.waitForLoadState('networkidle');
      await expectAccessible(page);
    });
  }
}

for (const address of addresses) {
  test(`${address} fits a phone`, async ({ page, open }) => {
    await page.setViewportSize({ width: 390, height: 844 });
    await open(address, withVoices().api);
    await expect(page.locator('h1')).toBeVisible();
    await page.waitForLoadState('networkidle');
    await expectNoSidewaysScroll(page);
  });
}
