import { defineConfig } from '@playwright/test';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** The journeys run against the whole product: `./rapport demo` with ports and a data folder of its own. */
const executablePath = process.env.RAPPORT_CHROMIUM ?? '/usr/bin/chromium';
process.env.RAPPORT_PORT ??= '24180';
process.env.RAPPORT_SANDBOX_PORT ??= '24181';
process.env.ZOOM_WEBHOOK_SECRET_TOKEN ??= 'a secret of the journeys';
process.env.RAPPORT_DATA ??= mkdtempSync(join(tmpdir(), 'rapport-journeys-'));

export default defineConfig({
  testDir: './journeys',
  workers: 1,
  timeout: 240_000,
  expect: { timeout: 15_000 },
  forbidOnly: Boolean(process.env.CI),
  retries: process.env.CI ? 1 : 0,
  reporter: [['list']],
  use: {
    baseURL: `http://localhost:${process.env.RAPPORT_PORT}`,
    locale: 'en-GB',
    timezoneId: 'Europe/Berlin',
    viewport: { width: 1280, height: 900 },
    reducedMotion: 'reduce',
    trace: 'retain-on-failure',
    launchOptions: { executablePath, args: process.getuid?.() === 0 ? ['--no-sandbox'] : [] },
  },
  webServer: {
    command: '../rapport demo',
    url: `http://localhost:${process.env.RAPPORT_PORT}/api/health/demo`,
    timeout: 180_000,
    reuseExistingServer: false,
    gracefulShutdown: { signal: 'SIGTERM', timeout: 20_000 },
    stdout: 'ignore',
  },
});
