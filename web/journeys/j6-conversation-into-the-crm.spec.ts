import { expect, signIn, test } from './demo';

const talk = `WEBVTT

00:00:00.000 --> 00:00:07.000
<v John Smith>Our budget for the rollout is 50,000 dollars, and we also look at Gainsight.

00:00:08.000 --> 00:00:14.000
<v Sam>Understood. I'll send you the proposal by Friday.

00:00:15.000 --> 00:00:21.000
<v Sam>And I will schedule a call with your security team next week.

00:00:22.000 --> 00:30:05.000
<v John Smith>Please do. Our CFO has to sign off on anything above forty thousand.
`;

const conversation = (title: string) => ({
  title,
  source: 'api',
  startedAt: '2026-11-18T10:00:00Z',
  participants: [{ email: 'john@acmecorp.com', name: 'John Smith' }, { name: 'Sam' }],
  transcript: { format: 'vtt', content: talk },
});

test('J6: a sales rep brings a conversation into the CRM [H-11, H-12, H-13, H-14, H-19, H-20, H-41, H-43, H-44, H-45, H-46, H-47, H-52]', async ({
  page,
  sandbox,
}) => {
  await signIn(page, 'rep');
  await test.step('1. paste a transcript: speakers and duration are read at once', async () => {
    await page.goto('/conversations/new');
    await page.getByLabel('Title').fill('Acme rollout');
    await page.getByLabel('When').fill('2026-11-18T11:00');
    await page.getByRole('combobox', { name: 'Participants' }).fill('john');
    await page.getByRole('option', { name: /John Smith/ }).click();
    await page.getByLabel('Transcript', { exact: true }).fill(talk);
    await expect(page.getByText(/2 speakers: John Smith and Sam/)).toBeVisible();
    await expect(page.getByText('30 min')).toBeVisible();
    await page.getByRole('button', { name: 'Save conversation' }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'Acme rollout' })).toBeVisible();
    await expect(page.getByRole('link', { name: 'Acme Corp' })).toBeVisible();
  });

  await test.step('2. generate the summary: text, insights, action items with owner and date', async () => {
    await page
      .getByRole('button', { name: /summary/i })
      .first()
      .click();
    await expect(page.getByText('Gainsight').first()).toBeVisible();
    await expect(page.getByText(/proposal/i).first()).toBeVisible();
    await expect(page.getByText(/Due 20 Nov 2026/)).toBeVisible();
  });

  await test.step('5. complete: both CRMs hold it seconds later', async () => {
    await page.getByRole('button', { name: 'Complete' }).first().click();
    const confirm = page.getByRole('dialog').getByRole('button', { name: 'Complete' });
    if (await confirm.isVisible().catch(() => false)) await confirm.click();
    await expect(page.getByText('Synced', { exact: true })).toHaveCount(2);
    const events = (await sandbox.records('salesforce', 'Event')).filter(
      (one) => one.Subject === 'Acme rollout',
    );
    expect(events).toHaveLength(1);
    expect(events[0]).toMatchObject({ ActivityDate: '2026-11-18', DurationInMinutes: 31, Type: 'Meeting' });
    expect(events[0]?.WhoId).toMatch(/^003/);
    expect(events[0]?.WhatId).toMatch(/^006/);
    const meetings = (await sandbox.records('hubspot', 'meetings')) as {
      properties: Record<string, string>;
    }[];
    const own = meetings.filter((one) => one.properties.hs_meeting_title === 'Acme rollout');
    expect(own).toHaveLength(1);
    expect(own[0]?.properties.hs_meeting_outcome).toBe('COMPLETED');
  });

  await test.step('6. sync again: still one record', async () => {
    await page.getByRole('button', { name: 'Sync again' }).first().click();
    await expect(page.getByText('Synced', { exact: true })).toHaveCount(2);
    const events = (await sandbox.records('salesforce', 'Event')).filter(
      (one) => one.Subject === 'Acme rollout',
    );
    expect(events).toHaveLength(1);
  });

  await test.step('8. complete an action item: its task is closed', async () => {
    await page.getByRole('checkbox').first().click();
    await expect
      .poll(
        async () =>
          (await sandbox.records('salesforce', 'Task')).filter((one) => one.Status === 'Completed').length,
      )
      .toBe(1);
  });
});

test('J6: a CRM that does not accept our sign-in is said so, and goes on after it does [H-17, H-18]', async ({
  sandbox,
  api,
}) => {
  const admin = await api('admin');
  const rep = await api('rep');
  await sandbox.fault('hubspot', { kind: 'revoke_tokens' });
  const { id } = (await (
    await rep.post('/api/conversations', { data: conversation('After the revocation') })
  ).json()) as {
    id: string;
  };
  await rep.post(`/api/conversations/${id}/complete`);
  const hubspot = async () => {
    const view = (await (await rep.get(`/api/conversations/${id}`)).json()) as {
      sync: { crmType: string; state: string; error: { message: string; nextStep: string } | null }[];
    };
    return view.sync.find((one) => one.crmType === 'hubspot');
  };
  await expect.poll(async () => (await hubspot())?.state, { timeout: 30_000 }).toBe('blocked');
  expect((await hubspot())?.error?.nextStep).not.toBe('');
  const notices = (await (await admin.get('/api/notices')).json()) as {
    items: { title: string; body: string }[];
  };
  expect(notices.items.some((one) => /HubSpot/.test(one.title + one.body))).toBe(true);

  // Reconnect through the consent page, as an admin does.
  const catalogue = (await (await admin.get('/api/integrations')).json()) as {
    items: { provider: string; connections: { state: string }[] }[];
  };
  expect(catalogue.items.find((one) => one.provider === 'hubspot')?.connections[0]?.state).toBe(
    'needs_reconnect',
  );
  const { authorizeUrl } = (await (
    await admin.post('/api/integrations/hubspot/connect', { data: {} })
  ).json()) as { authorizeUrl: string };
  const consent = new URL(authorizeUrl);
  const approved = await admin.post(consent.origin + consent.pathname, {
    form: { ...Object.fromEntries(consent.searchParams), decision: 'approve' },
    maxRedirects: 0,
  });
  await admin.get(approved.headers().location ?? '', { maxRedirects: 0 });
  await expect.poll(async () => (await hubspot())?.state, { timeout: 30_000 }).toBe('synced');
});

test('J6: a member may look at integrations but not change them [H-98, H-100]', async ({ api }) => {
  const rep = await api('rep');
  const learner = await api('learner');
  expect((await rep.get('/api/integrations')).status()).toBe(200);
  const asked = await rep.post('/api/integrations/salesforce/connect', { data: {} });
  expect(asked.status()).toBe(202);
  expect((await learner.get('/api/integrations')).status()).toBe(403);
});
