import AxeBuilder from '@axe-core/playwright';
import { type Browser, test as base, expect, type Page } from '@playwright/test';
import { type Demo, freePort, Site } from './server';

interface Manager {
  email: string;
  password: string;
}

type Portal = Demo & { manager: Manager; respondent_url: string; cohort_link: string };

/** The portal of the demo site, as partners and respondents see it; served once for all tests of a worker. */
const test = base.extend<object, { demo: Portal }>({
  demo: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright asks for the pattern
    async ({}, use) => {
      const site = new Site();
      const listen = `127.0.0.1:${await freePort()}`;
      try {
        const demo = site.fill(listen);
        await site.serve(listen);
        await use(demo as Portal);
      } finally {
        await site.end();
      }
    },
    { scope: 'worker' },
  ],
});

async function signIn(page: Page, demo: Demo & { manager: Manager }): Promise<void> {
  await page.goto(demo.sign_in_url);
  await page.getByLabel('Email or Login').fill(demo.manager.email);
  await page.getByLabel('Password').fill(demo.manager.password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page).toHaveURL(`${demo.site}/home`);
}

async function expectAccessible(page: Page): Promise<void> {
  const found = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
    .analyze();
  expect(found.violations.map((one) => `${one.id}: ${one.nodes.map((node) => node.html).join(' ')}`)).toEqual([]);
  const overflow = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  expect(overflow, 'the page is wider than the window').toBeLessThanOrEqual(0);
}

async function without(browser: Browser, options: { javaScriptEnabled?: boolean }): Promise<Page> {
  return (await browser.newContext(options)).newPage();
}

const managerPages = [
  '/home',
  '/assessments',
  '/responses',
  '/allotments',
  '/allotments/1',
  '/orders',
  '/orders/new',
  '/orders/4',
  '/responses/new',
  '/cohorts',
  '/cohorts/new',
  '/cohorts/1',
  '/cohorts/1/edit',
  '/cohorts/1/close',
  '/cohorts/1/delete',
  '/cohorts/1/report',
  '/cohorts/1/report?split=classifier%3ADepartment',
  '/cohorts/2/report',
  '/invitations/new',
  '/emails',
  '/account',
  '/help',
  '/organization',
  '/organization/profile',
  '/organization/profile/branding',
  '/organization/profile/texts',
  '/organization/profile/texts/response_introduction',
  '/organization/profile/texts/mail_invitation',
  '/organization/users',
  '/organization/drivers',
  '/organization/classifiers',
  '/organization/roles',
];

for (const colorScheme of ['light', 'dark'] as const) {
  for (const width of [360, 1280]) {
    test(`UX axe finds nothing on the portal, ${colorScheme}, ${width} wide`, async ({ page, demo }) => {
      test.slow();
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize({ width, height: 800 });
      for (const address of [
        '/register',
        '/register?org=nonsense',
        '/login',
        '/forgot',
        '/privacy',
        '/nothing-here',
        '/register/done',
        '/reset?token=nonsense',
        new URL(demo.cohort_link).pathname,
      ]) {
        await page.goto(demo.site + address);
        await expectAccessible(page);
      }
      await page.goto(demo.respondent_url);
      await expectAccessible(page);
      await signIn(page, demo);
      for (const address of managerPages) {
        const answer = await page.goto(demo.site + address);
        expect(answer?.status(), address).toBe(200);
        await expectAccessible(page);
      }
      await page.goto(`${demo.site}/invitations/new`);
      await page.getByLabel('Assessment').selectOption({ label: 'Team Pulse' });
      await page
        .locator('textarea[name="people"]')
        .fill(`Ada <ada${width}${colorScheme}@example.com>\nno address at all`);
      await page.getByRole('button', { name: /check/i }).click();
      await expect(page).toHaveURL(/\/invitations\/\d+/);
      await expectAccessible(page);
      await page.getByRole('button', { name: /^Invite|^Send/ }).click();
      await expectAccessible(page);
    });
  }
}

test('REG-1 a refused form keeps what was typed and moves to the first fault', async ({ page, demo }) => {
  await page.goto(demo.registration_url);
  await page.getByLabel('Organization name').fill('Halden AS');
  await page.getByLabel('Password', { exact: true }).fill('short');
  await page.getByRole('button', { name: 'Register' }).click();
  await expect(page.getByLabel('Organization name')).toHaveValue('Halden AS');
  await expect(page.getByLabel('First name')).toBeFocused();
  await expect(page.getByText('Enter your first name.')).toBeVisible();
  await expect(page.getByLabel('Password', { exact: true })).toHaveValue('');
  await expectAccessible(page);
});

test('REG-2 MGR-3 a partner registers and signs in with the keyboard alone, without JavaScript', async ({
  browser,
  demo,
}) => {
  const page = await without(browser, { javaScriptEnabled: false });
  await page.goto(demo.registration_url_with_parent);
  await expect(page.getByText(demo.parent)).toBeVisible();
  await page.getByLabel('Organization name').focus();
  for (const value of ['معهد الشرق <script>alert(1)</script> 🌱', 'Žofie', 'O’Neil', 'zofie@vychod.example']) {
    await page.keyboard.type(value);
    await page.keyboard.press('Tab');
  }
  for (const value of ['harbour lantern quartz 9', 'harbour lantern quartz 9']) {
    await page.keyboard.type(value);
    await page.keyboard.press('Tab');
  }
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(`${demo.site}/register/done`);
  await page.goto(demo.sign_in_url);
  await page.getByLabel('Email or Login').fill('ZOFIE@vychod.example');
  await page.getByLabel('Password').fill('harbour lantern quartz 9');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(`${demo.site}/home`);
  await page.goto(`${demo.site}/assessments`);
  for (const name of demo.assessments_all) {
    await expect(page.getByRole('main').getByText(name, { exact: true })).toHaveCount(
      demo.assessments_of_model_user.includes(name) ? 1 : 0,
    );
  }
  await expect(page.getByText('<script>alert(1)</script>').first()).toBeVisible();
});

test('RSP-1 a respondent answers with the keyboard, leaves, and goes on in another browser', async ({
  browser,
  demo,
}) => {
  const first = await without(browser, { javaScriptEnabled: false });
  await first.setViewportSize({ width: 360, height: 740 });
  await first.goto(demo.respondent_url);
  await first.getByRole('button', { name: /begin|start/i }).click();
  const heading = await first.getByRole('heading', { level: 1 }).textContent();
  const second = await without(browser, {});
  await second.goto(demo.respondent_url);
  await expect(second.getByRole('heading', { level: 1 })).toHaveText(heading ?? '');
  await expect(second.getByRole('progressbar')).toBeVisible();
  await expectAccessible(second);
});
