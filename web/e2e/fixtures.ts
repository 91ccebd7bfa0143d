import { AxeBuilder } from '@axe-core/playwright';
import { test as base, expect, type Page } from '@playwright/test';
import { MockApi, signedIn } from './mock/api';

export { expect };

interface Fixtures {
  /** Shows a page of the app with the given server behind it. */
  open: (address: string, api?: MockApi, appearance?: Appearance) => Promise<MockApi>;
}

export interface Appearance {
  language?: 'en' | 'ar';
  scheme?: 'light' | 'dark';
}

/** Every test also fails on an error in the console, which includes words that are missing. */
export const test = base.extend<Fixtures>({
  page: async ({ page }, use) => {
    const errors: string[] = [];
    page.on('pageerror', (error) => errors.push(error.message));
    page.on('console', (message) => {
      if (message.type() === 'error' && !message.text().startsWith('Failed to load resource'))
        errors.push(message.text());
    });
    await use(page);
    expect(errors).toEqual([]);
  },
  open: async ({ page }, use) => {
    const servers: MockApi[] = [];
    await use(async (address, api = signedIn(), { language = 'en', scheme = 'light' } = {}) => {
      servers.push(api);
      await api.serve(page);
      await page.addInitScript(
        ([chosen, colours]) => {
          if (window.top !== window) return; // a frame of another service keeps nothing of ours
          localStorage.setItem('rapport-language', chosen ?? 'en');
          localStorage.setItem('rapport-color-scheme', colours ?? 'light');
        },
        [language, scheme],
      );
      await page.goto(address);
      return api;
    });
    expect(servers.flatMap(({ unexpected }) => unexpected)).toEqual([]);
  },
});

/** Each language and each scheme once: words and sides do not depend on colours, nor colours on words. */
export const appearances: Required<Appearance>[] = [
  { language: 'en', scheme: 'light' },
  { language: 'ar', scheme: 'dark' },
];

export async function expectAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
    .analyze();
  expect(
    violations.map(
      ({ id, help, nodes }) => `${id}: ${help}\n  ${nodes.map((node) => node.html).join('\n  ')}`,
    ),
  ).toEqual([]);
}

export async function expectNoSidewaysScroll(page: Page): Promise<void> {
  const overflow = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  expect(overflow).toBeLessThanOrEqual(0);
}
