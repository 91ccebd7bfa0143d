import { appearances, expect, expectAccessible, expectNoSidewaysScroll, test } from './fixtures';
import { list, problem, type MockApi } from './mock/api';
import { ada, permissions } from './mock/data';
import { intro, personal, shares, tagged, takingUploads, videos, withVideos } from './mock/videos';
import { serveMedia } from './mock/viewer';

test.beforeEach(async ({ page }) => {
  await serveMedia(page);
});

const film = (name: string, bytes = 200_000) => ({
  name,
  mimeType: 'video/mp4',
  buffer: Buffer.alloc(bytes),
});

test('[L-50] customer and tag filter together, in the address, over a reload', async ({ page, open }) => {
  await open('/videos', withVideos());
  const cards = page.getByRole('list', { name: 'Videos' }).getByRole('listitem');
  await expect(cards).toHaveCount(videos.length);
  await page.getByRole('button', { name: 'Show only videos with the tag onboarding' }).first().click();
  await expect(cards).toHaveCount(2);
  await page.getByRole('combobox', { name: 'Tag' }).click();
  await expect(page.getByRole('option')).toHaveText(
    tagged.map(({ tag, videos: many }) => `${tag} (${many})`),
  );
  await page.getByRole('option', { name: 'sales' }).click();
  await expect(page).toHaveURL(/tag=sales/);
  await page.getByRole('combobox', { name: 'Tag' }).click();
  await page.getByRole('option', { name: 'onboarding' }).click();
  await page.getByRole('combobox', { name: 'Customer' }).click();
  await page.getByRole('option', { name: 'Acme Corp' }).click();
  await expect(cards).toHaveCount(1);
  await expect(page).toHaveURL(/tag=onboarding/);
  await expect(page).toHaveURL(/customer=c-acme/);
  await page.reload();
  await expect(cards).toHaveCount(1);
  await expect(cards).toContainText('Welcome to the second phase');
  await page.getByRole('button', { name: 'Clear filters' }).click();
  await expect(cards).toHaveCount(videos.length);
});

test('the guide for videos is one click away, and says what the numbers mean', async ({ page, open }) => {
  await open('/videos', withVideos());
  await page.getByRole('link', { name: 'How videos work here' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Videos' })).toBeVisible();
  await page.goto('/videos/d-intro');
  await page.getByRole('link', { name: 'What the numbers mean' }).click();
  await expect(page.getByRole('heading', { level: 2, name: 'What the numbers mean' })).toBeInViewport();
});

test('[L-51] each card shows views and completion with a word for its band', async ({ page, open }) => {
  await open('/videos', withVideos());
  const card = (name: string) => page.getByRole('listitem').filter({ hasText: name });
  await expect(card('Welcome to the second phase')).toContainText('14 views');
  await expect(card('Welcome to the second phase')).toContainText('62% watched · high');
  await expect(card('Product tour')).toContainText('41% watched · medium');
  await expect(card('شرح لوحة المتابعة')).toContainText('12% watched · low');
  await expect(card('Release notes of March')).toContainText('Not watched yet');
  await expect(card('Quarterly results')).toContainText('Preparing 40% · about 1 minute left');
  await expect(card('Interview')).toContainText('The video is 5:12 long');
});

test('the cards are walked through with J and K, and Enter opens', async ({ page, open }) => {
  await open('/videos', withVideos());
  await expect(page.getByRole('link', { name: 'Product tour' })).toBeVisible();
  await page.keyboard.press('j');
  await page.keyboard.press('j');
  await expect(page.getByRole('link', { name: 'Product tour' })).toBeFocused();
  await page.keyboard.press('k');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/videos\/d-intro$/);
  await expect(page.getByRole('heading', { name: 'Welcome to the second phase', level: 1 })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page).toHaveURL(/\/videos$/);
});

test('work in progress moves on by itself', async ({ page, open }) => {
  let progress = 0.4;
  const api = withVideos().on('GET /api/videos', () => ({
    json: { items: [{ ...videos[3], progress }], nextCursor: null, total: 1 },
  }));
  await open('/videos', api);
  await expect(page.getByText('Preparing 40%')).toBeVisible();
  progress = 0.9;
  await expect(page.getByText('Preparing 90%')).toBeVisible();
});

test('without videos the page says what it is for', async ({ page, open }) => {
  const api = withVideos().on('GET /api/videos', { items: [], nextCursor: null, total: 0 });
  await open('/videos', api);
  await expect(page.getByText('No videos yet')).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Upload video' }).last().click();
  await expect(page.getByRole('dialog', { name: 'Upload videos' })).toBeVisible();
});

test('[D-1] several files are uploaded with limits in sight, and become videos', async ({ page, open }) => {
  const api = takingUploads(withVideos()).on('POST /api/videos', () => ({
    status: 201,
    json: { ...videos[3], id: 'd-fresh' },
  }));
  await open('/videos?open=upload', api);
  const dialog = page.getByRole('dialog', { name: 'Upload videos' });
  await expect(dialog.getByText('MP4, MOV or AVI, up to 100 MB and 5 minutes each')).toBeVisible();
  await dialog
    .getByLabel('Choose videos or drop them here')
    .setInputFiles([film('first_steps.mp4'), film('Price-talk.mov', 70_000)]);
  await expect(dialog.getByLabel('Title of ⁨first_steps.mp4⁩')).toHaveValue('first steps');
  await dialog.getByLabel('Title of ⁨Price-talk.mov⁩').fill('Prices');
  await dialog.getByRole('combobox', { name: 'Customer' }).click();
  await page.getByRole('option', { name: 'Globex' }).click();
  await dialog.getByRole('combobox', { name: 'Tags' }).fill('sales');
  await page.keyboard.press('Enter');
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Upload 2 videos' }).click();
  const made = () => api.calls.filter(({ method, path }) => method === 'POST' && path === '/api/videos');
  await expect.poll(() => made().length).toBe(2);
  expect(made().map(({ body }) => body)).toEqual(
    expect.arrayContaining([
      { title: 'first steps', uploadId: 'up-1', customerId: 'c-globex', tags: ['sales'] },
      { title: 'Prices', uploadId: 'up-2', customerId: 'c-globex', tags: ['sales'] },
    ]),
  );
  expect([...api.kept.values()].sort()).toEqual([200_000, 70_000]);
  await expect(page.getByRole('heading', { name: 'Uploads' })).toBeHidden();
});

test('[D-1] too large a file is refused before it travels', async ({ page, open }) => {
  const api = withVideos().on('OPTIONS /api/uploads', () => ({
    status: 204,
    headers: { 'Tus-Max-Size': '1048576' },
  }));
  await open('/videos?open=upload', api);
  await expect(page.getByText('up to 1 MB')).toBeVisible();
  await page
    .getByLabel('Choose videos or drop them here')
    .setInputFiles([film('huge.mp4', 1_100_000), film('small.mp4')]);
  await expect(page.getByRole('alert')).toHaveText('File too large: ⁨huge.mp4⁩');
  await expect(page.getByRole('button', { name: 'Upload 1 video' })).toBeVisible();
});

test('a refused file says why in words', async ({ page, open }) => {
  const api = takingUploads(withVideos()).on('POST /api/videos', () =>
    problem(
      415,
      'invalid_file_type',
      'Invalid file type: this is a text. Upload a video in MP4, MOV or AVI.',
    ),
  );
  await open('/videos?open=upload', api);
  await page.getByLabel('Choose videos or drop them here').setInputFiles(film('notes.mp4'));
  await page.getByRole('button', { name: 'Upload 1 video' }).click();
  const uploads = page.getByRole('region', { name: 'Uploads' });
  await expect(uploads.getByRole('alert')).toContainText('Invalid file type');
  await expectAccessible(page);
  await uploads.getByRole('button', { name: /Cancel the upload/ }).click();
  await expect(uploads).toBeHidden();
  await expect.poll(() => api.calls.some(({ method }) => method === 'DELETE')).toBe(true);
});

test('an upload goes on after the network was away', async ({ page, open }) => {
  const api = takingUploads(withVideos()).on('POST /api/videos', () => ({ status: 201, json: videos[3] }));
  await open('/videos?open=upload', api);
  let away = true;
  await page.route(/\/api\/uploads\/up-1/, (route) => (away ? route.abort('failed') : route.fallback()));
  await page.getByLabel('Choose videos or drop them here').setInputFiles(film('talk.mp4'));
  await page.getByRole('button', { name: 'Upload 1 video' }).click();
  await expect(page.getByRole('region', { name: 'Uploads' })).toContainText('Uploading');
  away = false;
  await expect.poll(() => api.bodyOf('POST /api/videos'), { timeout: 15_000 }).toBeTruthy();
  expect(api.kept.get('up-1')).toBe(200_000);
});

test('an upload is paused and resumed, and goes on after a reload with the same file', async ({
  page,
  open,
}) => {
  const api = takingUploads(withVideos()).on('POST /api/videos', () => ({ status: 201, json: videos[3] }));
  await open('/videos?open=upload', api);
  let held = true;
  await page.route(/\/api\/uploads\/up-1/, async (route) => {
    if (held && route.request().method() === 'PATCH') api.kept.set('up-1', 50_000);
    else await route.fallback(); // what is held stays without an answer
  });
  await page.getByLabel('Choose videos or drop them here').setInputFiles(film('talk.mp4'));
  await page.getByRole('button', { name: 'Upload 1 video' }).click();
  const uploads = page.getByRole('region', { name: 'Uploads' });
  await uploads.getByRole('button', { name: /Pause/ }).click();
  await expect(uploads).toContainText('Paused at');
  page.on('dialog', (dialog) => void dialog.accept());
  await page.goto('/videos');
  await expect(uploads).toContainText('Interrupted. Choose ⁨talk.mp4⁩ again');
  await expectAccessible(page);
  const input = uploads.locator('input[type=file]');
  await input.setInputFiles(film('other.mp4'));
  await expect(uploads.getByRole('alert')).toContainText('That is another file');
  held = false;
  await input.setInputFiles(film('talk.mp4'));
  await expect.poll(() => api.bodyOf('POST /api/videos')).toMatchObject({ title: 'talk', uploadId: 'up-1' });
  expect(api.kept.get('up-1')).toBe(200_000);
  await expect(uploads).toBeHidden();
});

test('a video is renamed, and deleted and brought back', async ({ page, open }) => {
  const api = withVideos()
    .on('PATCH /api/videos/:id', intro)
    .on('DELETE /api/videos/:id', () => undefined)
    .on('POST /api/videos/:id/restore', intro);
  await open('/videos/d-intro', api);
  await expect(page.getByText(/720p/).first()).toBeVisible();
  await expect(page.getByText(/(^|\D)0p/)).toHaveCount(0); // the sound is no picture
  await page.getByRole('button', { name: 'More actions' }).click();
  await expect(page.getByRole('menuitem', { name: 'Download MP4' })).toHaveAttribute(
    'href',
    '/media/first/360p.mp4',
  );
  await page.getByRole('menuitem', { name: 'Edit' }).click();
  const dialog = page.getByRole('dialog', { name: 'Edit video' });
  await dialog.getByLabel('Title').fill('Welcome');
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(dialog).toBeHidden();
  expect(api.bodyOf('PATCH /api/videos/d-intro')).toEqual({
    title: 'Welcome',
    tags: ['onboarding', 'q2'],
    customerId: 'c-acme',
  });
  await page.getByRole('button', { name: 'More actions' }).click();
  await page.getByRole('menuitem', { name: 'Delete video' }).click();
  await expect(page).toHaveURL(/\/videos$/);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect.poll(() => api.calls.some(({ path }) => path === '/api/videos/d-intro/restore')).toBe(true);
});

test('a video that failed says why and is tried again', async ({ page, open }) => {
  const api = withVideos().on('POST /api/videos/:id/retry', () => ({ json: { ...intro, id: 'd-bad' } }));
  await open('/videos/d-bad', api);
  await expect(page.getByRole('alert')).toContainText(
    'The video is 5:12 long; up to 5 minutes are possible.',
  );
  api.on('GET /api/videos/d-bad', { ...videos[3], id: 'd-bad' });
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(page.getByText('Preparing 40%')).toBeVisible();
});

test('a link is made for one person, copied and revoked', async ({ page, open, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const made = { ...shares[0], id: 'l-new', url: 'https://rapport.example/v/fresh' };
  const api = withVideos()
    .on('POST /api/videos/:id/shares', () => ({ status: 201, json: made }))
    .on('DELETE /api/videos/:id/shares/:share', () => undefined);
  await open('/videos/d-intro', api);
  const links = page.getByRole('region', { name: 'Links' });
  await expect(links.getByRole('listitem')).toHaveText([
    /John Smith/,
    /Anyone with the link.*Expired/,
    /Mia Wong.*Revoked/,
  ]);
  await links.getByRole('button', { name: 'Create link' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('For whom').fill('John');
  await page.getByRole('option', { name: 'John Smith' }).click();
  await expect(dialog.getByLabel('Email')).toHaveValue('john@acmecorp.com');
  await dialog.getByLabel('Password', { exact: true }).fill('tell nobody');
  await dialog.getByLabel('Valid until').fill('2099-05-01T12:00');
  await dialog.getByLabel('Button after the video').fill('Book a call');
  await dialog.getByLabel('Where it leads').fill('https://acorn.example/book');
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Create link' }).click();
  await expect(dialog.getByRole('textbox', { name: 'Link' })).toHaveValue('https://rapport.example/v/fresh');
  expect(api.bodyOf('POST /api/videos/d-intro/shares')).toEqual({
    recipient: { name: 'John Smith', email: 'john@acmecorp.com' },
    password: 'tell nobody',
    expiresAt: '2099-05-01T10:00:00.000Z',
    cta: { label: 'Book a call', url: 'https://acorn.example/book' },
  });
  await dialog.getByRole('button', { name: 'Copy' }).click();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe('https://rapport.example/v/fresh');
  await dialog.getByRole('button', { name: 'Close' }).last().click();
  await links.getByRole('button', { name: 'Revoke the link for ⁨John Smith⁩' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Revoke link' }).click();
  await expect
    .poll(() => api.calls.some(({ method, path }) => method === 'DELETE' && path.endsWith('/shares/l-john')))
    .toBe(true);
});

test('[P-190] what was watched: numbers with their meaning, second by second, and by whom', async ({
  page,
  open,
}) => {
  await open('/videos/d-intro', withVideos());
  const numbers = page.getByRole('region', { name: 'How it is watched' });
  await expect(numbers).toContainText('14');
  await expect(numbers).toContainText('62%');
  await expect(numbers.getByText(/^As of/).first()).toBeVisible();
  await expect(numbers.getByRole('button', { name: /^Views: A view counts from 5 seconds/ })).toBeVisible();
  await expect(page.getByText('Played most: 0:00–0:10, 14 s in each second over all views.')).toBeVisible();
  await page.getByRole('button', { name: 'Show as table' }).click();
  await expect(page.getByRole('region', { name: 'Played, second by second' }).getByRole('row')).toHaveCount(
    5,
  );
  await expectAccessible(page);
  const viewers = page.getByRole('table', { name: 'Viewers' });
  await expect(viewers.getByRole('row').nth(1)).toContainText('John Smith');
  await expect(viewers.getByRole('row').nth(1)).toContainText('92% watched · high');
  await expect(viewers.getByRole('row').nth(2)).toContainText('Somebody with the link');
});

test('[P-190] everybody who watched is in reach: page by page, and by a part of their name', async ({
  page,
  open,
}) => {
  await open('/videos/d-intro', withVideos());
  const viewers = page.getByRole('table', { name: 'Viewers' });
  await expect(viewers.getByRole('row')).toHaveCount(3);
  await expect(page.getByRole('region', { name: 'Viewers' })).toContainText('31');
  await page.getByRole('region', { name: 'Viewers' }).getByRole('button', { name: /more/i }).click();
  await expect(viewers.getByRole('row')).toHaveCount(5);
  const search = page.getByRole('searchbox', { name: 'Search by name or e-mail' });
  await search.fill('john');
  await expect(viewers.getByRole('row')).toHaveCount(2);
  await expect(viewers).not.toContainText('Somebody with the link');
  await search.fill('nobody');
  await expect(page.getByText('Nobody by that name or address.')).toBeVisible();
});

const points = (api: MockApi) => api.bodyOf('PUT /api/videos/d-intro/points') as Record<string, unknown>[];

test('[P-199] personal points are placed by keys, by pointer and in fields, and kept', async ({
  page,
  open,
}) => {
  const api = withVideos().on('PUT /api/videos/:id/points', list([]));
  await open('/videos/d-intro/personal', api);
  const whole = page.getByRole('button', { name: /^Text .* 0:02.0 to 0:06.0$/ });
  await whole.focus();
  await page.keyboard.press('Shift+ArrowRight');
  await expect(page.getByRole('button', { name: /^Text .* 0:03.0 to 0:07.0$/ })).toBeFocused();
  await page.getByRole('slider', { name: /^End of/ }).focus();
  await page.keyboard.press('ArrowLeft');
  await expect(page.getByRole('textbox', { name: 'To' })).toHaveValue('6.9 s');
  const place = page.getByRole('button', { name: /^Place of/ });
  await place.focus();
  await page.keyboard.press('ArrowUp');
  await expect(page.getByRole('textbox', { name: 'Down' })).toHaveValue('79%');
  await page.getByRole('textbox', { name: 'Text' }).fill('Hello ');
  await page.getByRole('button', { name: 'Insert the column company' }).click();
  await page.getByRole('button', { name: 'Add speech' }).click();
  const speech = page.getByRole('button', { name: /^Speech / });
  const box = await speech.boundingBox();
  if (!box) throw new Error('The point is not in sight.');
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width / 2 + 150, box.y + box.height / 2, { steps: 4 });
  await page.mouse.up();
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByText('Saved')).toBeVisible();
  expect(points(api)).toMatchObject([
    { id: 'p-1', kind: 'overlay', from: 3, to: 6.9, y: 0.79, template: 'Hello {{company}}' },
    { kind: 'speech', template: '{{first_name}}' },
  ]);
  expect(points(api)[1]?.from).toBeGreaterThan(10);
});

test('[P-217] a point shows an image of the video, or one from a file', async ({ page, open }) => {
  const image = (id: string) => ({
    id,
    width: 320,
    height: 80,
    bytes: 900,
    createdAt: '2026-03-02T10:00:00Z',
  });
  const images = [image('i-logo')];
  const api = withVideos()
    .on('PUT /api/videos/:id/points', list([]))
    .on('GET /api/videos/:id/images', () => ({ json: list(images) }))
    .on('GET /api/videos/:id/images/:image', () => ({
      headers: { 'Content-Type': 'image/svg+xml' },
      body: '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 320 80"><rect width="320" height="80" rx="20" fill="#2a7"/></svg>',
    }))
    .on('POST /api/videos/:id/images', () => {
      images.push(image('i-seal'));
      return { status: 201, json: image('i-seal') };
    });
  await open('/videos/d-intro/personal', api);
  await page.getByRole('button', { name: 'Add image' }).click();
  await expect(page.getByText('Choose an image.')).toBeVisible();
  await page.getByRole('radio', { name: 'Image 1, 320 × 80' }).check({ force: true });
  await expect(page.getByText('Choose an image.')).toBeHidden();
  await page
    .getByLabel('An image from a file')
    .setInputFiles({ name: 'seal.png', mimeType: 'image/png', buffer: Buffer.from('png') });
  await expect(page.getByRole('radio', { name: 'Image 2, 320 × 80' })).toBeChecked();
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect.poll(() => points(api).map((each) => each.image ?? null)).toContain('i-seal');
});

test('[P-199] while the video is cut around points that moved, one sees how far it is', async ({
  page,
  open,
}) => {
  let progress = 0.3;
  const api = withVideos().on('GET /api/videos/d-intro', () => ({
    json: { ...intro, adjusting: progress < 1 ? { progress, remainingSeconds: 4 } : null },
  }));
  await open('/videos/d-intro/personal', api);
  const cutting = page.getByRole('progressbar', { name: 'Cutting the video around the points' });
  await expect(cutting).toHaveAttribute('aria-valuenow', '30');
  await expect(page.getByRole('button', { name: 'Play', exact: true })).toBeEnabled();
  progress = 1;
  await expect(cutting).toHaveCount(0);
});

test('going through the fields of a point changes nothing', async ({ page, open }) => {
  await open('/videos/d-intro/personal', withVideos());
  await page.getByRole('textbox', { name: 'From' }).focus();
  for (let field = 0; field < 4; field += 1) await page.keyboard.press('Tab');
  await expect(page.getByRole('textbox', { name: 'From' })).not.toBeFocused();
  await expect(page.getByRole('button', { name: 'Save', exact: true })).toBeDisabled();
  await expect(page.getByRole('button', { name: 'Show preview' })).toBeVisible();
});

test('points that overlap or lie outside are named, and not kept', async ({ page, open }) => {
  await open('/videos/d-intro/personal', withVideos());
  await page.getByRole('button', { name: 'Add text' }).click();
  await page.getByRole('textbox', { name: 'To' }).fill('4');
  await expect(page.getByRole('alert')).toContainText('It overlaps another point of the same kind.');
  await expect(page.getByRole('button', { name: 'Save', exact: true })).toBeDisabled();
  await page.getByRole('button', { name: 'Remove this point' }).click();
  await expect(page.getByRole('alert')).toHaveCount(0);
});

test('any sample value is seen before anything is made for people', async ({ page, open }) => {
  let asked = 0;
  const api = withVideos()
    .on('POST /api/videos/:id/preview', () => ({ status: 202, json: { ...personal[1], id: 'q-look' } }))
    .on('GET /api/videos/:id/personal/:personal', () => ({
      json: { ...(++asked > 1 ? personal[0] : personal[1]), id: 'q-look' },
    }));
  await open('/videos/d-intro/personal', api);
  const preview = page.getByRole('region', { name: 'Preview' });
  await preview.getByLabel('first_name').fill('مريم');
  await expect(page.getByRole('button', { name: /^Place of/ })).toHaveText('Hi مريم');
  await preview.getByRole('button', { name: 'Show preview' }).click();
  await expect(preview.getByText('Making the preview 30%')).toBeVisible();
  await expect(preview.locator('video')).toBeAttached();
  expect(api.bodyOf('POST /api/videos/d-intro/preview')).toEqual({ values: { first_name: 'مريم' } });
});

test('people are pasted, their videos are made, held, tried again and shared', async ({ page, open }) => {
  const api = withVideos()
    .on('POST /api/videos/:id/personal', () => ({ status: 202, json: { id: 'o-2', people: 2, states: {} } }))
    .on('POST /api/videos/:id/personal/:personal/:wish', {})
    .on('POST /api/videos/:id/orders/:order/:wish', {})
    .on('POST /api/videos/:id/shares', () => ({ status: 201, json: { ...shares[0], id: 'l-ann' } }));
  await open('/videos/d-intro/personal', api);
  const people = page.getByRole('region', { name: /^Personal videos/ });
  await people.getByLabel('People').fill('Email\tFirst name\nann@x.example\tAnn\nbo@x.example\t');
  await expect(people.getByText('Some rows lack: first_name.')).toBeVisible();
  await people.getByRole('button', { name: 'Make 2 videos' }).click();
  await expect(people.getByLabel('People')).toHaveValue('');
  expect(api.bodyOf('POST /api/videos/d-intro/personal')).toEqual({
    people: [
      { id: 'ann@x.example', values: { email: 'ann@x.example', first_name: 'Ann' } },
      { id: 'bo@x.example', values: { email: 'bo@x.example', first_name: '' } },
    ],
  });
  await expect(people.getByRole('row').filter({ hasText: 'badr@ufuq.example' })).toContainText('Making 30%');
  await expect(people.getByRole('row').filter({ hasText: 'carl@globex.example' })).toContainText(
    'There is no room',
  );
  await people.getByRole('button', { name: 'Pause all' }).click();
  await people.getByRole('button', { name: 'Try the video of ⁨carl@globex.example⁩ again' }).click();
  const did = (path: string) => () => api.calls.some((call) => call.method === 'POST' && call.path === path);
  await expect.poll(did('/api/videos/d-intro/orders/o-1/pause')).toBe(true);
  await expect.poll(did('/api/videos/d-intro/personal/q-carl/retry')).toBe(true);
  await people.getByRole('button', { name: 'Create the link for ⁨ann@acmecorp.com⁩' }).click();
  await expect(people.getByRole('button', { name: /Copy the link for/ })).toBeVisible();
  expect(api.bodyOf('POST /api/videos/d-intro/shares')).toEqual({
    recipient: { name: 'Ann', email: 'ann@acmecorp.com' },
    personalId: 'q-ann',
  });
});

test("[L-52] [L-53] [L-54] the customer's page says what of its videos was watched", async ({
  page,
  open,
}) => {
  await open('/customers/c-acme', withVideos());
  const section = page.getByRole('region', { name: /^Videos/ });
  await expect(section).toContainText('2 of 3 watched, 1 to the end. 3 min in all, 56% on average.');
  const rows = section.getByRole('listitem');
  await expect(rows.nth(0)).toContainText('Completed');
  await expect(rows.nth(0).locator('time')).toHaveAttribute('datetime', '2026-03-11T10:00:00Z');
  await expect(rows.nth(1)).toContainText(/Started.*1 view.*20%/);
  await expect(rows.nth(2)).toContainText('Not watched');
  await rows.nth(0).getByRole('link').click();
  await expect(page).toHaveURL(/\/videos\/d-intro$/);
});

test('a missing right hides the item, and the address explains', async ({ page, open }) => {
  await open('/videos', withVideos({ ...ada, role: 'rep', permissions: permissions.rep }));
  await expect(page.getByRole('heading', { name: 'This page needs another role' })).toBeVisible();
  await expect(page.getByRole('link', { name: 'Videos' })).toHaveCount(0);
});

const addresses = [
  '/videos/d-intro/personal',
  '/videos',
  '/videos?open=upload',
  '/videos/d-intro',
  '/videos/d-new',
  '/videos/d-bad',
];

for (const { language, scheme } of appearances) {
  // The rarer states in two of the four, which between them have both languages and both schemes.
  const all = (language === 'en') === (scheme === 'light');
  for (const address of all ? addresses : ['/videos', '/videos/d-intro']) {
    test(`${address} is accessible in ${language}, ${scheme}`, async ({ page, open }) => {
      await open(address, withVideos({ ...ada, locale: language }), { language, scheme });
      await expect(page.locator('h1')).toBeVisible();
      await page.waitForLoadState('networkidle');
      await expectAccessible(page);
    });
  }
}

for (const address of addresses) {
  test(`${address} fits a phone`, async ({ page, open }) => {
    await page.setViewportSize({ width: 390, height: 844 });
    await open(address, withVideos());
    await expect(page.locator('h1')).toBeVisible();
    await page.waitForLoadState('networkidle');
    await expectNoSidewaysScroll(page);
    await expectAccessible(page);
  });
}
