import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';
import { test } from './fixtures';

const SCREENS = [
  '/',
  '/organizations',
  '/organizations?view=list',
  '/organizations?open=1',
  '/organizations?q=nothing-has-this-name',
  '/organizations/new',
  '/organizations/1',
  '/organizations/1/settings',
  '/organizations/1/branding',
  '/organizations/1/texts',
  '/organizations/1/people',
  '/organizations/1/responses',
  '/organizations/1/allotments',
  '/organizations/1/made',
  '/organizations/4/made',
  '/organizations/1/links',
  '/organizations/1/history',
  '/links',
  '/links?open=1',
  '/links/new',
  '/links/1',
  '/links/kit',
  '/audit',
  '/audit?open=1',
  '/users',
  '/users?open=1',
  '/users/new',
  '/users/1',
  '/users/1?tab=affiliations',
  '/users/1?tab=roles',
  '/system/account-roles',
  '/system/account-roles/new',
  '/system/account-roles/1',
  '/system/organizational-roles',
  '/registrations',
  '/registrations?open=1',
  '/assessments',
  '/assessments/1',
  '/assessments/1/edit',
  '/assessments/3/edit',
  '/responses',
  '/responses?open=9',
  '/responses/new',
  '/responses/invite',
  '/contracts',
  '/contracts/new',
  '/contracts/1',
  '/contracts/many',
  '/contracts/people',
  '/contracts/templates',
  '/contracts/templates/1',
  '/contracts/withdrawing',
  '/documents',
  '/documents/3',
  '/documents/6',
  '/cohorts',
  '/cohorts/new',
  '/cohorts/1',
  '/cohorts/1/report',
  '/cohorts/1/settings',
  '/allotments',
  '/allotments?open=1',
  '/allotments/new',
  '/allotments/import',
  '/purchases',
  '/purchases?open=4',
  '/purchases/new',
  '/purchases/price-lists',
  '/purchases/price-lists/1',
  '/settings/payments',
  '/settings/signing-certificate',
  '/settings/features/general',
  '/settings/features/organizations',
  '/settings/features/partner-portal',
  '/settings/features/site-text',
  '/settings/features/site-text/partner_portal_initiation',
  '/settings/users',
  '/settings/listener',
  '/settings/mail',
  '/outbox',
  '/outbox?open=1',
  '/rehearsal',
  '/no-such-screen',
];

/** What opens over a screen: where, and the button behind it. */
const OPENED: [address: string, button: string | RegExp][] = [
  ['/contracts/1', 'Copy'],
  ['/users/1?tab=affiliations', '+ Add affiliation'],
  ['/system/account-roles/1', 'Edit'],
  ['/system/organizational-roles', 'Add New'],
  ['/organizations?view=list', 'Filter'],
  ['/organizations?view=list', 'Columns'],
  ['/organizations?open=1', 'Replace key'],
  ['/organizations?open=1', 'Archive'],
  ['/organizations/1/settings', 'Delete for good'],
  ['/audit', 'Verify'],
  ['/audit', 'Export'],
  ['/links/1', 'Save as'],
  ['/responses?open=9', 'Report'],
  ['/responses?open=12', 'Edit'],
  ['/responses?open=12', 'Extend'],
  ['/allotments?open=1', 'Transfer'],
  ['/purchases?open=4', 'Mark as paid'],
  ['/', 'Find anything'],
  ['/users/1', 'Send activation'],
  ['/assessments', 'Import'],
  ['/', 'Appearance'],
];

/** Colours are measured once nothing fades any more. */
async function settled(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const fades = document.getAnimations().filter((one) => one.effect?.getComputedTiming().iterations !== Infinity);
    await Promise.all(fades.map((one) => one.finished.catch(() => undefined)));
  });
}

/** The frame of a preview holds a page of the portal, which has tests of its own and lets no script in. */
async function check(page: Page, where: string): Promise<void> {
  await settled(page);
  const { violations } = await new AxeBuilder({ page }).exclude('iframe').analyze();
  const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`);
  expect.soft(found, where).toEqual([]);
}

for (const scheme of ['light', 'dark'] as const) {
  test.describe(`in ${scheme}`, () => {
    test.use({ colorScheme: scheme, contextOptions: { reducedMotion: 'reduce' } });

    test('UX: axe finds nothing on any screen of a site in use', async ({ full: { page, go } }) => {
      test.slow(); // there are many
      for (const address of SCREENS) {
        await go(address);
        await check(page, address);
      }
    });

    test('UX: axe finds nothing in any menu, panel or dialog', async ({ full: { page, go } }) => {
      test.slow();
      for (const [address, button] of OPENED) {
        await go(address);
        await page.getByRole('button', { name: button, exact: true }).first().click();
        await expect(page.locator('[role="dialog"], [role="menu"]').first()).toBeVisible();
        await check(page, `${address} › ${button}`);
        await page.reload();
      }
    });

    test('UX: axe finds nothing on the screens of an empty site', async ({ empty: { page, go } }) => {
      for (const address of [
        '/',
        '/organizations',
        '/users',
        '/assessments',
        '/responses',
        '/outbox',
        '/settings/listener',
        '/settings/mail',
      ]) {
        await go(address);
        await check(page, address);
      }
    });
  });
}
