import type { MockApi } from './mock/api';
import { appearances, expect, expectAccessible, expectNoSidewaysScroll, test } from './fixtures';
import { list, problem, signedIn } from './mock/api';
import { briefs, crmChoices, preview, review, turns } from './mock/conversations';
import { ada, customers, people, permissions, users } from './mock/data';

const withTalks = (as: object = ada): MockApi =>
  signedIn(as)
    .on('GET /api/conversations', list(briefs))
    .on('GET /api/conversations/v-1', review)
    .on('GET /api/conversations/v-1/transcript', list(turns))
    .on('GET /api/conversations/v-1/sync/preview', preview)
    .on('GET /api/integrations/crm', list(crmChoices))
    .on('GET /api/customers', list(customers))
    .on('GET /api/people', list(people))
    .on('GET /api/users', list(users))
    .on('GET /api/action-items', list(review.actionItems));

test('[H-11] the list shows where each conversation stands and keeps its filters in the address', async ({
  page,
  open,
}) => {
  let asked: URLSearchParams | undefined;
  const api = withTalks().on('GET /api/conversations', (_request, _parameters, url) => {
    asked = url.searchParams;
    return { json: list(briefs) };
  });
  await open('/conversations', api);
  const row = page.getByRole('row', { name: /Quarterly review/ });
  await expect(row).toContainText('Salesforce');
  await expect(row).toContainText('Synced');
  await expect(row).toContainText('Failed');
  await page.getByRole('combobox', { name: 'State' }).click();
  await page.getByRole('option', { name: 'Completed' }).click();
  await expect(page).toHaveURL(/state=completed/);
  await expect.poll(() => asked?.get('state')).toBe('completed');
  await page.getByRole('combobox', { name: 'In the CRM' }).click();
  await page.getByRole('option', { name: 'Failed' }).click();
  await expect(page).toHaveURL(/sync=failed/);
  await expect.poll(() => asked?.get('sync')).toBe('failed');
  await page.getByRole('searchbox', { name: 'Search titles' }).fill('review');
  await expect(page).toHaveURL(/query=review/);
  await page.getByRole('heading', { name: 'Conversations' }).click();
  await page.keyboard.press('j');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'Quarterly review' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page).toHaveURL(/\/conversations$/);
});

test('[H-12] a pasted transcript is read at once and said to be unreadable in words', async ({
  page,
  open,
}) => {
  const api = withTalks()
    .on('POST /api/conversations/parse', {
      format: 'vtt',
      turns: 12,
      speakers: ['John Smith', 'Sam Reyes'],
      durationSeconds: 2040,
      problems: ['Line 14: the end is before the start'],
    })
    .on('POST /api/conversations', () => ({ status: 201, json: review }));
  await open('/conversations/new', api);
  await page.getByLabel('Title').fill('Quarterly review');
  await page.getByLabel('When').fill('2026-03-11T15:30');
  await page.getByRole('combobox', { name: 'Participants' }).fill('john');
  await page.getByRole('option', { name: /John Smith/ }).click();
  await page.getByLabel('Transcript', { exact: true }).fill('WEBVTT\n\n00:01.000 --> 00:02.000\nHello');
  await expect(page.getByText('12 turns')).toBeVisible();
  await expect(page.getByText('34 min')).toBeVisible();
  await expect(page.getByText('2 speakers: John Smith and Sam Reyes')).toBeVisible();
  await page.getByText('1 thing could not be read').click();
  await expect(page.getByText('Line 14: the end is before the start')).toBeVisible();
  await page.getByRole('button', { name: 'Add the speaker as participant' }).click();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Save conversation' }).click();
  await expect(page).toHaveURL(/\/conversations\/v-1$/);
  expect(api.bodyOf('POST /api/conversations')).toMatchObject({
    title: 'Quarterly review',
    source: 'upload',
    startedAt: '2026-03-11T14:30:00.000Z',
    durationSeconds: 2040,
    participants: [{ name: 'John Smith', email: 'john@acmecorp.com' }, { name: 'Sam Reyes' }],
  });
  api.on('POST /api/conversations/parse', () =>
    problem(422, 'empty_transcript', 'There is nothing but time codes in it.'),
  );
  await page.goto('/conversations/new');
  await page.getByLabel('Transcript', { exact: true }).fill('00:01');
  await expect(page.getByRole('alert')).toContainText('There is nothing but time codes in it.');
});

test('[H-12] a file is sent as it is', async ({ page, open }) => {
  const api = withTalks()
    .on('POST /api/conversations/parse', {
      format: 'srt',
      turns: 1,
      speakers: [],
      durationSeconds: 2,
      problems: [],
    })
    .on('POST /api/conversations', (request) => {
      expect(request.headers()['content-type']).toContain('multipart/form-data');
      return { status: 201, json: review };
    });
  await open('/conversations/new', api);
  await page.getByLabel('Title').fill('Call');
  await page.locator('input[type=file]').setInputFiles({
    name: 'call.srt',
    mimeType: 'application/x-subrip',
    buffer: Buffer.from('1\n00:00:01,000 --> 00:00:02,000\nHello'),
  });
  await expect(page.getByText('call.srt')).toBeVisible();
  await expect(page.getByText('No speakers are named in it.')).toBeVisible();
  await page.getByRole('button', { name: 'Save conversation' }).click();
  await expect(page).toHaveURL(/\/conversations\/v-1$/);
});

test('[H-13] every sentence of the summary leads to its place in the transcript', async ({ page, open }) => {
  await open('/conversations/v-1', withTalks());
  await page.getByRole('link', { name: 'We are also looking at Initech, to be honest.' }).first().click();
  await expect(page).toHaveURL(/turn=2/);
  const turn = page.locator('#turn-2');
  await expect(turn).toBeInViewport();
  await expect(turn).toBeFocused();
  await expect(turn).toHaveAttribute('aria-current', 'true');
});

test('[H-13] the summary is edited and regenerated', async ({ page, open }) => {
  const api = withTalks()
    .on('PATCH /api/conversations/v-1', (request) => ({
      json: {
        ...review,
        summary: (request.postDataJSON() as { summary: string }).summary,
        summaryDetails: { ...review.summaryDetails, sentences: [], edited: true },
      },
    }))
    .on('POST /api/conversations/v-1/summary', review);
  await open('/conversations/v-1', api);
  await page.getByRole('button', { name: 'Edit summary' }).click();
  await page.getByRole('textbox', { name: 'Summary' }).fill('John has money.');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('John has money.')).toBeVisible();
  await expect(page.getByText('edited by hand')).toBeVisible();
  await page.getByRole('button', { name: 'Regenerate' }).click();
  await expect(page.getByText('edited by hand')).toBeHidden();
});

test('a conversation may turn out to be no customer’s', async ({ page, open }) => {
  const api = withTalks().on('PATCH /api/conversations/v-1', { ...review, customer: null, customerId: null });
  await open('/conversations/v-1', api);
  await page.getByRole('button', { name: 'More actions' }).click();
  await page.getByRole('menuitem', { name: 'Edit details' }).click();
  const dialog = page.getByRole('dialog', { name: 'Edit details' });
  await dialog.getByRole('button', { name: /Clear.*Customer/ }).click();
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(dialog).toBeHidden();
  expect(api.bodyOf('PATCH /api/conversations/v-1')).toEqual({
    title: 'Quarterly review',
    kind: 'meeting',
    customerId: null,
  });
});

test('[H-14] an action item is edited, ticked and brought back', async ({ page, open }) => {
  const api = withTalks()
    .on('PATCH /api/action-items/:id', () => ({ json: review.actionItems[0] }))
    .on('DELETE /api/action-items/:id', () => undefined)
    .on('POST /api/action-items/:id/restore', () => ({ json: review.actionItems[0] }));
  await open('/conversations/v-1', api);
  await page.getByRole('button', { name: 'Change: Send a comparison with Initech' }).click();
  await page.getByRole('menuitem', { name: 'Edit' }).click();
  await expect(page.getByLabel('What')).toBeFocused();
  await page.getByLabel('What').fill('Send the comparison');
  await page.getByLabel('Due').fill('2026-03-16');
  await page.keyboard.press('Enter');
  await expect
    .poll(() => api.bodyOf('PATCH /api/action-items/i-1'))
    .toMatchObject({
      title: 'Send the comparison',
      owner: 'Sam Reyes',
      dueDate: '2026-03-16',
      status: 'open',
    });
  await page.getByLabel('Complete: Send a comparison with Initech').click();
  await expect.poll(() => api.bodyOf('PATCH /api/action-items/i-1')).toEqual({ status: 'done' });
  await page.getByRole('button', { name: 'Change: إرسال العقد' }).click();
  await page.getByRole('menuitem', { name: 'Delete' }).click();
  await page
    .getByRole('alert')
    .filter({ hasText: 'was deleted' })
    .getByRole('button', { name: 'Undo' })
    .click();
  await expect.poll(() => api.calls.some(({ path }) => path === '/api/action-items/i-2/restore')).toBe(true);
});

test('deleting says what stays in the CRM, and can be undone', async ({ page, open }) => {
  const api = withTalks()
    .on('DELETE /api/conversations/v-1', { status: 204 })
    .on('POST /api/conversations/v-1/restore', {});
  await open('/conversations/v-1', api);
  await page.getByRole('button', { name: 'More actions' }).click();
  await page.getByRole('menuitem', { name: 'Delete' }).click();
  const said = page.getByRole('alert').filter({ hasText: 'was deleted here' });
  await expect(said).toContainText('What was logged in Salesforce stays there.');
  await said.getByRole('button', { name: 'Undo' }).click();
  await expect.poll(() => api.calls.some(({ path }) => path === '/api/conversations/v-1/restore')).toBe(true);
});

test('[H-18] a failed sync says what happened and what to do', async ({ page, open }) => {
  const api = withTalks().on('POST /api/conversations/v-1/sync', () => ({
    status: 202,
    json: { connections: 2 },
  }));
  await open('/conversations/v-1', api);
  const panel = page.getByRole('region', { name: 'In the CRM' });
  await expect(panel).toContainText('HubSpot refused the value “Quarterly” for the field Outcome.');
  await expect(panel).toContainText('Map Outcome to another field');
  await expect(panel).toContainText('3 attempts');
  await expect(panel.getByRole('link', { name: 'Open in Salesforce' })).toHaveAttribute(
    'href',
    'https://acorn.example/00U1',
  );
  await panel.getByRole('button', { name: 'Sync again' }).click();
  await expect.poll(() => api.calls.some(({ path }) => path.endsWith('/sync'))).toBe(true);
});

test('[H-16] the preview shows the exact body before anything is sent', async ({ page, open }) => {
  await open('/conversations/v-1', withTalks());
  await page.getByRole('button', { name: 'Preview' }).last().click();
  const dialog = page.getByRole('dialog', { name: 'Preview of the sync' });
  await expect(dialog).toContainText('POST /crm/objects/2026-03/meetings');
  await expect(dialog).toContainText('"hs_meeting_title": "Quarterly review"');
  await expect(dialog).toContainText('Petra Klein is not in HubSpot.');
  await expectAccessible(page);
});

test('hostile markup in a transcript is text', async ({ page, open }) => {
  await open('/conversations/v-1', withTalks());
  await expect(page.getByText('<script>alert("hello")</script>')).toBeVisible();
});

test('a draft is completed, and one without a transcript says so', async ({ page, open }) => {
  const draft = {
    ...review,
    state: 'draft',
    summary: null,
    summaryDetails: null,
    insights: [],
    actionItems: [],
    turnCount: 0,
    sync: [],
  };
  const api = withTalks()
    .on('GET /api/conversations/v-1', draft)
    .on('POST /api/conversations/v-1/complete', () => {
      api.on('GET /api/conversations/v-1', review);
      return { json: review };
    });
  await open('/conversations/v-1', api);
  await expect(page.getByText('There is no transcript to sum up.')).toBeVisible();
  await page.getByRole('button', { name: 'Complete', exact: true }).click();
  await expect(page.getByText('Completed', { exact: true })).toBeVisible();
});

test('[H-14] all action items stand in one list', async ({ page, open }) => {
  await open('/action-items', withTalks());
  await expect(page.getByRole('row', { name: /Send a comparison with Initech/ })).toContainText(
    'Overdue since',
  );
  await page.getByLabel('Only mine').click();
  await expect(page).toHaveURL(/mine=true/);
  await expectAccessible(page);
});

test('who may only read finds no verbs', async ({ page, open }) => {
  const reader = {
    ...ada,
    role: 'coordinator',
    permissions: permissions.rep.filter((each) => each !== 'conversations:write'),
  };
  await open('/conversations/v-1', withTalks(reader));
  await expect(page.getByRole('heading', { name: 'Quarterly review' })).toBeVisible();
  for (const name of ['Edit summary', 'Add action item', 'Sync again'])
    await expect(page.getByRole('button', { name })).toBeHidden();
});

test('empty and failed lists say what to do', async ({ page, open }) => {
  const api = await open('/conversations', withTalks().on('GET /api/conversations', list([])));
  await expect(page.getByText('No conversations yet')).toBeVisible();
  api.on('GET /api/conversations', () => problem(500, 'internal', 'Something broke.'));
  await page.goto('/conversations');
  await expect(page.getByRole('alert')).toContainText('Conversations could not be loaded', {
    timeout: 10_000,
  });
});

for (const appearance of appearances) {
  const { language, scheme } = appearance;
  test(`conversations are accessible in ${language}, ${scheme}`, async ({ page, open }) => {
    test.slow();
    const api = withTalks({ ...ada, locale: language });
    for (const address of ['/conversations', '/conversations/v-1', '/conversations/new', '/action-items']) {
      await open(address, api, appearance);
      await expect(page.locator('h1')).toBeVisible();
      await expect(page.locator('[role=status][aria-label]')).toHaveCount(0);
      await expectAccessible(page);
    }
  });
}

test('on a phone nothing scrolls sideways', async ({ page, open }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  const api = withTalks();
  for (const address of ['/conversations', '/conversations/v-1', '/conversations/new', '/action-items']) {
    await open(address, api);
    await expect(page.locator('h1')).toBeVisible();
    await expectNoSidewaysScroll(page);
  }
});
