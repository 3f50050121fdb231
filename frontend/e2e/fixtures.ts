import { test as base, expect, type Page } from '@playwright/test';
import { freePort, Site } from './server';

interface Opened {
  page: Page;
  /** Goes to a screen by its address, "/users". */
  go: (address: string) => Promise<void>;
  site: Site;
  /** Where the portal listens. */
  portal: string;
}

/** What a page must never do while it is tested: log an error, break its content policy, or fail a call unseen. */
function watch(page: Page): string[] {
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error' && !/status of 4\d\d/.test(message.text())) complaints.push(message.text());
  });
  return complaints;
}

async function opened(page: Page, site: Site, link: string, portal: string): Promise<Opened> {
  const origin = new URL(link).origin;
  await page.goto(link);
  await expect(page.getByRole('heading', { level: 1, name: /^(Home|Welcome to Portico)$/ })).toBeVisible();
  return {
    page,
    site,
    portal,
    go: async (address) => {
      await page.goto(`${origin}/#${address}`);
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
      await expect(page.getByRole('status', { name: 'Loading' })).toHaveCount(0);
    },
  };
}

/** Chooses Start empty, with every feature off. */
async function startEmpty(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^Start empty/ }).click();
  await page.getByRole('textbox', { name: 'Site Name' }).fill('Partner portal');
  await page.getByRole('checkbox', { name: 'Use Organization' }).uncheck();
  await page.getByRole('checkbox', { name: 'Use Partner Portal' }).uncheck();
  await page.getByRole('button', { name: 'Start', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Home' })).toBeVisible();
}

/**
 * `fresh`: a site that was never begun. `empty`: one on its first day, begun empty. `full`: the demo site. All
 * end with the test, which must have been free of errors.
 */
export const test = base.extend<{ fresh: Opened; empty: Opened; full: Opened }>({
  fresh: async ({ page }, use) => {
    const site = new Site();
    const complaints = watch(page);
    try {
      await use(await opened(page, site, await site.serve(), ''));
      expect(complaints).toEqual([]);
    } finally {
      await site.end();
    }
  },
  empty: async ({ page }, use) => {
    const site = new Site();
    const complaints = watch(page);
    try {
      const begun = await opened(page, site, await site.serve(), '');
      await startEmpty(page);
      await use(begun);
      // Once the program ends, a page that asks it something complains rightly.
      expect(complaints).toEqual([]);
    } finally {
      await site.end();
    }
  },
  full: async ({ page }, use) => {
    const site = new Site();
    const complaints = watch(page);
    const portal = `127.0.0.1:${await freePort()}`;
    try {
      site.fill(portal);
      await use(await opened(page, site, await site.serve(portal), `http://${portal}`));
      // Once the program ends, a page that asks it something complains rightly.
      expect(complaints).toEqual([]);
    } finally {
      await site.end();
    }
  },
});

export { expect };
