import { defineConfig } from '@playwright/test';

/** Debian's Chromium by default; any other by RAPPORT_CHROMIUM. */
const executablePath = process.env.RAPPORT_CHROMIUM ?? '/usr/bin/chromium';
const port = Number(process.env.RAPPORT_WEB_PORT ?? 24173);

export default defineConfig({
  testDir: './e2e',
  fullyParallel: true,
  workers: 2,
  forbidOnly: Boolean(process.env.CI),
  retries: process.env.CI ? 1 : 0,
  reporter: [['list']],
  use: {
    baseURL: `http://localhost:${port}`,
    locale: 'en-GB',
    timezoneId: 'Europe/Berlin',
    viewport: { width: 1280, height: 800 },
    reducedMotion: 'reduce',
    trace: 'retain-on-failure',
    launchOptions: { executablePath, args: process.getuid?.() === 0 ? ['--no-sandbox'] : [] },
  },
  webServer: {
    command: `npx vite preview --port ${port} --strictPort`,
    url: `http://localhost:${port}/login`,
    reuseExistingServer: false,
  },
});
