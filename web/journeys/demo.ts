import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  expect,
  request as requests,
  test as base,
  type APIRequestContext,
  type Page,
} from '@playwright/test';

interface Login {
  role: string;
  email: string;
  password: string;
  apiKey: string;
}

const logins = () =>
  JSON.parse(readFileSync(join(process.env.RAPPORT_DATA ?? '', 'demo-logins.json'), 'utf8')) as Login[];

const loginOf = (role: string): Login => {
  const found = logins().find((login) => login.role === role);
  if (!found) throw new Error(`nobody is ${role}`);
  return found;
};

/** Signs in through the form, as a person does. */
export async function signIn(page: Page, role: string) {
  const login = loginOf(role);
  await page.goto('/login');
  await page.getByLabel('Email').fill(login.email);
  await page.getByLabel('Password', { exact: true }).fill(login.password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page).not.toHaveURL(/login/);
}

/** The simulated providers, as their own users see them. */
export class Sandbox {
  constructor(private readonly http: APIRequestContext) {}

  async records(provider: string, type: string): Promise<Record<string, unknown>[]> {
    const answer = await this.http.get(`/control/${provider}/records/${type}`);
    return ((await answer.json()) as { items: Record<string, unknown>[] }).items;
  }

  async fault(provider: string, fault: object) {
    expect((await this.http.post(`/control/${provider}/faults`, { data: fault })).ok()).toBe(true);
  }

  async addField(provider: string, field: object) {
    expect((await this.http.post(`/control/${provider}/fields`, { data: field })).ok()).toBe(true);
  }
}

export const test = base.extend<{ sandbox: Sandbox; api: (role: string) => Promise<APIRequestContext> }>({
  // eslint-disable-next-line no-empty-pattern
  sandbox: async ({}, give) => {
    const http = await requests.newContext({
      baseURL: `http://localhost:${process.env.RAPPORT_SANDBOX_PORT ?? ''}`,
    });
    await give(new Sandbox(http));
    await http.dispose();
  },
  // eslint-disable-next-line no-empty-pattern
  api: async ({}, give) => {
    const made: APIRequestContext[] = [];
    await give(async (role) => {
      const http = await requests.newContext({
        baseURL: `http://localhost:${process.env.RAPPORT_PORT ?? ''}`,
        extraHTTPHeaders: { Authorization: `Bearer ${loginOf(role).apiKey}` },
      });
      made.push(http);
      return http;
    });
    await Promise.all(made.map((http) => http.dispose()));
  },
});

export { expect };
