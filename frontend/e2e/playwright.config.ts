import { defineConfig } from '@playwright/test';

/** The administrator's interface in a real browser, over a real portico-server that each test starts for itself. */
export default defineConfig({
  testDir: '.',
  outputDir: './results',
  // A shared machine may stall a browser; a test that fails twice is broken.
  retries: process.env.CI ? 1 : 0,
  globalSetup: './global-setup.ts',
  timeout: 180_000,
  expect: { timeout: 10_000 },
  fullyParallel: false,
  workers: 1,
  forbidOnly: Boolean(process.env.CI),
  reporter: [['list']],
  use: {
    viewport: { width: 1360, height: 900 },
    permissions: ['clipboard-read', 'clipboard-write'],
    screenshot: 'only-on-failure',
    launchOptions: {
      executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
      args: ['--no-sandbox'],
    },
  },
});
