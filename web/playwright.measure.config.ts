import { defineConfig } from '@playwright/test';
import journeys from './playwright.journeys.config';

/** What people wait for in the browser, measured against the whole product: `npm run measure`. */
export default defineConfig({
  ...journeys,
  testDir: './measure',
  retries: 0,
  use: { ...journeys.use, trace: 'off' }, // it would be what is measured
});
