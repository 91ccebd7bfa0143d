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

test('J6: a sales rep brings a conversation into the CRM [H-11, H-12, H-13, H-14, H-19, H-20, H-41, H-43, H-44, H-45, H-46, H-47, H-52]', async ({
  page,
  sandbox,
}) => {
  let conversationAddress = '';
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
    conversationAddress = new URL(page.url()).pathname;
  });

  await test.step('2. generate the summary: text, insights, action items with owner and date', async () => {
    await page
      .getByRole('button', { name: /summary/i })
      .first()
      .click();
    await expect(page.getByText('Gainsight').first()).toBeVisible();
    await expect(page.getByText(/proposal/i).first()).toBeVisible();
    await expect(page.getByText(/(Due|Overdue.*) 20 Nov 2026/)).toBeVisible();
    await page.getByRole('button', { name: 'Change: Send John the proposal' }).click();
    await page.getByRole('menuitem', { name: 'Edit' }).click();
    await page.getByLabel('What').fill('Send John the signed proposal');
    await page.getByRole('button', { name: 'Save' }).click();
    await expect(page.getByText('Send John the signed proposal').first()).toBeVisible();
  });

  await test.step('3. as Ada, the pre-flight lists the missing custom fields; fixed there, it is in order', async () => {
    await signIn(page, 'admin');
    await page.goto('/integrations/salesforce');
    const checks = page.getByRole('region', { name: 'Pre-flight checks' });
    await expect(checks).toContainText('Custom_Insights__c');
    await expect(checks.getByText('Needs you').first()).toBeVisible();
    for (const name of ['Custom_Insights__c', 'Custom_Actions__c']) {
      await sandbox.addField('salesforce', { object: 'Event', name, type: 'textarea' });
    }
    await sandbox.addField('salesforce', {
      object: 'Contact',
      name: 'Main_Competitor__c',
      label: 'Main competitor',
      type: 'string',
    });
    await sandbox.addField('salesforce', {
      object: 'Contact',
      name: 'Churn_Risk__c',
      label: 'Churn risk',
      type: 'textarea',
    });
    await checks.getByRole('button', { name: 'Check again' }).click();
    await expect(checks.getByText('Needs you')).toHaveCount(0);
    await page.getByRole('combobox', { name: 'Conversations go there' }).click();
    await page.getByRole('option', { name: 'as they are completed' }).click();
  });

  await test.step('4. suggestions are accepted, insights mapped by hand, the budget kept out', async () => {
    await page.reload();
    await page.getByRole('button', { name: /^Take all \d+ of at least 80%$/ }).click();
    await page.getByRole('button', { name: 'Add a mapping' }).click();
    const last = page.getByRole('combobox', { name: 'From Rapport' }).last();
    await last.click();
    await page.getByRole('option', { name: 'All insights' }).click();
    await page.getByRole('combobox', { name: 'Field in the CRM' }).last().click();
    await page.getByRole('option', { name: /Description/ }).click();
    await page.getByRole('group', { name: 'Kept out of this CRM' }).getByLabel('Budget').check();
    await page.getByRole('button', { name: 'Save' }).first().click();
    await expect(page.getByText('Saved')).toBeVisible();

    await signIn(page, 'rep');
    await page.goto('/integrations/salesforce');
    await expect(page.getByText('You can look at these settings.')).toBeVisible();
    await expect(page.getByRole('button', { name: 'Save' })).toHaveCount(0);
    await page.goto(conversationAddress);
    await page.getByRole('button', { name: 'Preview' }).first().click();
    const preview = page.getByRole('dialog');
    await expect(preview).toContainText('Gainsight');
    await expect(preview).toContainText('Custom_Insights__c');
    await expect(preview).not.toContainText('50,000');
    await expect(preview).not.toContainText('Budget');
    await page.keyboard.press('Escape');
    await expect(preview).toBeHidden();
    await expect(page).toHaveURL(/conversations\/[0-9a-f-]+$/);
  });

  await test.step('5. complete: both CRMs hold it seconds later', async () => {
    await page.getByRole('button', { name: 'Complete', exact: true }).click();
    const confirm = page.getByRole('dialog').getByRole('button', { name: 'Complete' });
    if (await confirm.isVisible().catch(() => false)) await confirm.click();
    await expect(
      page.getByRole('region', { name: 'In the CRM' }).getByText('Synced', { exact: true }),
    ).toHaveCount(2);
    const events = (await sandbox.records('salesforce', 'Event')).filter(
      (one) => one.Subject === 'Acme rollout',
    );
    expect(events).toHaveLength(1);
    expect(events[0]).toMatchObject({ ActivityDate: '2026-11-18', DurationInMinutes: 31, Type: 'Meeting' });
    expect(events[0]?.WhoId).toMatch(/^003/);
    expect(events[0]?.WhatId).toMatch(/^006/);
    expect(events[0]?.Custom_Insights__c).toContain('Gainsight');
    expect(JSON.stringify(events[0])).not.toContain('50,000');
    const meetings = (await sandbox.records('hubspot', 'meetings')) as {
      properties: Record<string, string>;
    }[];
    const own = meetings.filter((one) => one.properties.hs_meeting_title === 'Acme rollout');
    expect(own).toHaveLength(1);
    expect(own[0]?.properties.hs_meeting_outcome).toBe('COMPLETED');
  });

  await test.step('6. sync again: still one record', async () => {
    await page.getByRole('button', { name: 'Sync again' }).first().click();
    await expect(
      page.getByRole('region', { name: 'In the CRM' }).getByText('Synced', { exact: true }),
    ).toHaveCount(2);
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

test('J6: a CRM that refuses our sign-in is said so, and all goes on after reconnecting [H-17, H-18, H-91, H-98]', async ({
  page,
  sandbox,
}) => {
  await signIn(page, 'rep');
  await page.goto('/conversations/new');
  await page.getByLabel('Title').fill('After the revocation');
  await page.getByRole('combobox', { name: 'Participants' }).fill('john');
  await page.getByRole('option', { name: /John Smith/ }).click();
  await page.getByLabel('Transcript', { exact: true }).fill(talk);
  await page.getByRole('button', { name: 'Save conversation' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'After the revocation' })).toBeVisible();
  const address = new URL(page.url()).pathname;

  await test.step('10. HubSpot answers 401: the card, the error log and a notice say so', async () => {
    await sandbox.fault('hubspot', { kind: 'revoke_tokens' });
    await page.getByRole('button', { name: 'Complete', exact: true }).click();
    const panel = page.getByRole('region', { name: 'In the CRM' });
    await expect(panel.getByText('Waiting', { exact: true })).toBeVisible({ timeout: 30_000 });
    await expect(panel.getByText('What to do:')).toBeVisible();
    await expect(panel.getByText('Synced', { exact: true })).toHaveCount(1);

    await signIn(page, 'admin');
    await page.goto('/integrations');
    await expect(page.getByText('Needs reconnect').first()).toBeVisible();
    await page.goto('/integrations/monitor');
    await expect(page.getByText('After the revocation').first()).toBeVisible();
    await expect(page.getByText(/Reconnect/).first()).toBeVisible();
    await page.getByRole('button', { name: /Notices/ }).click();
    await expect(page.getByText(/HubSpot/).first()).toBeVisible();
    await page.keyboard.press('Escape');
  });

  await test.step('10. reconnected on the consent page, what waited is there', async () => {
    await page.goto('/integrations/hubspot');
    await page.getByRole('button', { name: 'Reconnect' }).click();
    await page.getByRole('button', { name: /Approve|Allow|Connect|Grant/ }).click();
    await expect(page).toHaveURL(/integrations\/hubspot/);
    await page.goto(address);
    await expect(
      page.getByRole('region', { name: 'In the CRM' }).getByText('Synced', { exact: true }),
    ).toHaveCount(2, { timeout: 30_000 });
    const meetings = (await sandbox.records('hubspot', 'meetings')) as {
      properties: Record<string, string>;
    }[];
    expect(meetings.filter((one) => one.properties.hs_meeting_title === 'After the revocation')).toHaveLength(
      1,
    );
  });
});

test('J6: a member may look at integrations but not change them [H-98, H-100]', async ({ api }) => {
  const rep = await api('rep');
  const learner = await api('learner');
  expect((await rep.get('/api/integrations')).status()).toBe(200);
  const asked = await rep.post('/api/integrations/salesforce/connect', { data: {} });
  expect(asked.status()).toBe(202);
  expect((await learner.get('/api/integrations')).status()).toBe(403);
});
