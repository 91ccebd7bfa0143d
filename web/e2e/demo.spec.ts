import { readFileSync } from 'node:fs';
import { expect, test, type Page } from '@playwright/test';

/**
 * Journey J6 against a running demo, nothing mocked:
 * RAPPORT_DEMO_URL=http://localhost:3000 RAPPORT_DATA=../data npx playwright test e2e/demo.spec.ts
 */
const url = process.env.RAPPORT_DEMO_URL;
const sandbox = process.env.RAPPORT_SANDBOX_URL ?? 'http://localhost:3001';
test.skip(url === undefined, 'needs a running demo: RAPPORT_DEMO_URL');
test.use({ baseURL: url, actionTimeout: 15_000 });
test.describe.configure({ mode: 'serial', timeout: 120_000 });

interface Login {
  role: string;
  email: string;
  password: string;
}

async function signIn(page: Page, role: string): Promise<void> {
  const logins = JSON.parse(
    readFileSync(`${process.env.RAPPORT_DATA ?? '../data'}/demo-logins.json`, 'utf8'),
  ) as Login[];
  const login = logins.find((each) => each.role === role);
  if (!login) throw new Error(`no demo sign-in for ${role}`);
  const answer = await page.request.post('/api/auth/login', {
    data: { email: login.email, password: login.password },
  });
  expect(answer.status()).toBe(204);
}

const records = async (page: Page, type: string) =>
  (await page.request.get(`${sandbox}/control/salesforce/records/${type}`)).text();

const title = `Renewal talk ${Date.now()}`;
const vtt = `WEBVTT

00:00:01.000 --> 00:00:08.000
<v Sam Reyes>Thanks for joining, John. Where do we stand with the second phase?

00:00:08.000 --> 00:00:20.000
<v John Smith>We have a budget of 50,000 euros for it. We are also looking at Initech.

00:00:20.000 --> 00:00:30.000
<v Sam Reyes>I will send you a comparison by Friday.

00:00:30.000 --> 00:12:00.000
<v John Smith>Good. I will send you our security questionnaire by Monday.
`;
let address = '';

test('[H-12] [H-13] a pasted transcript becomes summary, insights and action items', async ({ page }) => {
  await signIn(page, 'rep');
  await page.goto('/conversations/new');
  await page.getByLabel('Title').fill(title);
  const participants = page.getByRole('combobox', { name: 'Participants' });
  await participants.fill('john@acmecorp.com');
  await participants.press('Enter');
  await page.getByLabel('Transcript', { exact: true }).fill(vtt);
  await expect(page.getByText('4 turns')).toBeVisible();
  await expect(page.getByText('12 min')).toBeVisible();
  await expect(page.getByText('2 speakers: Sam Reyes and John Smith')).toBeVisible();
  await page.getByRole('button', { name: 'Save conversation' }).click();
  await expect(page.getByRole('heading', { level: 1, name: title })).toBeVisible();
  address = new URL(page.url()).pathname;
  await page.getByRole('button', { name: 'Generate summary' }).click();
  await expect(page.getByRole('region', { name: /Key insights/ })).toContainText('Initech');
  await expect(page.getByRole('region', { name: /Action items/ })).toContainText('Sam Reyes');
  await page.screenshot({ path: 'test-results/demo-conversation.png', fullPage: true });
});

test('[H-14] an action item is edited', async ({ page }) => {
  await signIn(page, 'rep');
  await page.goto(address);
  await page.getByRole('button', { name: /^Change: Send John a comparison/ }).click();
  await page.getByRole('menuitem', { name: 'Edit' }).click();
  await page.getByLabel('What').fill('Send John the comparison with Initech');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('Send John the comparison with Initech')).toBeVisible();
});

test('[H-19] [H-16] completed, it reaches the CRMs by itself, live', async ({ page }) => {
  await signIn(page, 'rep');
  await page.goto(address);
  await page.getByRole('button', { name: 'Complete', exact: true }).click();
  const panel = page.getByRole('region', { name: 'In the CRM' });
  await expect(panel.getByText('Synced', { exact: true })).toHaveCount(2, { timeout: 15_000 });
  expect((await records(page, 'Event')).split(title).length - 1).toBeGreaterThanOrEqual(1);
  await panel.getByRole('button', { name: 'Preview' }).first().click();
  await expect(page.getByRole('dialog')).toContainText(title);
  await page.screenshot({ path: 'test-results/demo-synced.png' });
});

test('[H-19] synced again, it is still one event', async ({ page }) => {
  await signIn(page, 'rep');
  await page.goto(address);
  const before = (await records(page, 'Event')).split(`"${title}"`).length;
  await page.getByRole('button', { name: 'Sync again' }).click();
  const panel = page.getByRole('region', { name: 'In the CRM' });
  await expect(panel.getByText('Synced', { exact: true })).toHaveCount(2, { timeout: 15_000 });
  expect((await records(page, 'Event')).split(`"${title}"`).length).toBe(before);
});

test('[H-20] a completed action item closes the task there', async ({ page }) => {
  await signIn(page, 'rep');
  await page.goto(address);
  await page.getByLabel('Complete: Send John the comparison with Initech').click();
  await expect(page.getByText('Action item completed.')).toBeVisible();
  await expect
    .poll(
      async () => {
        const body = JSON.parse(await records(page, 'Task')) as { items?: object[] } | object[];
        const all = Array.isArray(body) ? body : (body.items ?? []);
        return all.some((task) => {
          const text = JSON.stringify(task);
          return text.includes('Send John the comparison') && text.includes('Completed');
        });
      },
      { timeout: 20_000 },
    )
    .toBe(true);
});

test('[H-82] [H-83] [H-100] an admin manages the integrations, a rep reads them', async ({ page }) => {
  await signIn(page, 'admin');
  await page.goto('/integrations');
  await expect(page.getByRole('region', { name: /Active integrations/ })).toContainText('Working');
  await page.goto('/integrations/salesforce');
  await expect(page.getByRole('heading', { name: 'Pre-flight checks' })).toBeVisible();
  await expect(page.getByText('In order').first()).toBeVisible();
  await page.screenshot({ path: 'test-results/demo-salesforce.png', fullPage: true });
  await page.goto('/integrations/monitor');
  await expect(page.getByRole('table', { name: 'Recent activity' })).toContainText(title);
  await page.screenshot({ path: 'test-results/demo-monitor.png', fullPage: true });
  await page.goto('/integrations/webhooks');
  await expect(page.getByRole('heading', { level: 1, name: 'Webhooks' })).toBeVisible();
  await page.screenshot({ path: 'test-results/demo-webhooks.png', fullPage: true });
  await page.goto('/help/api');
  await expect(page.getByText('/api/conversations', { exact: true }).first()).toBeVisible();
  await signIn(page, 'rep');
  await page.goto('/integrations/salesforce');
  await expect(page.getByText('You can look at these settings.')).toBeVisible();
});
