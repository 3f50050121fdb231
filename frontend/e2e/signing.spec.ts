import AxeBuilder from '@axe-core/playwright';
import { type Browser, test as base, expect, type Page } from '@playwright/test';
import { type Demo, freePort, Site } from './server';
import { letters, pdf, scan } from './viewed';

interface Signer {
  name: string;
  login: string;
  password?: string;
  activation_code?: string;
}

type Contracts = Demo & { signers: Signer[]; documents: { title: string; url: string }[] };

/** The portal of the demo site; each test changes it, so each has its own. */
const test = base.extend<{ demo: Contracts }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright asks for the pattern
  demo: async ({}, use) => {
    const site = new Site();
    const listen = `127.0.0.1:${await freePort()}`;
    try {
      const demo = site.fill(listen);
      await site.serve(listen);
      await use(demo as Contracts);
    } finally {
      await site.end();
    }
  },
});

const addressOf = (demo: Contracts, title: string) => demo.documents.find((one) => one.title === title)?.url ?? '';

async function signIn(page: Page, demo: Contracts, login: string, password: string): Promise<void> {
  await page.goto(demo.sign_in_url);
  await page.getByLabel('Email or Login').fill(login);
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
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

async function sign(page: Page, who: Signer, password: string): Promise<void> {
  await page.getByLabel('I agree to this').check();
  await page.getByLabel('Your name').fill(who.name);
  await page.getByLabel('Email or Login').fill(who.login);
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Sign', exact: true }).click();
}

test('DOC-5 SEC-29: the document is read in the page, to its end, and signed; axe finds nothing', async ({
  page,
  demo,
}) => {
  const problems: string[] = [];
  page.on('pageerror', (thrown) => problems.push(thrown.message));
  page.on('console', (said) => {
    if (said.text().includes('Content Security Policy')) problems.push(said.text());
  });
  const who = demo.signers[0] as Signer;
  await page.setViewportSize({ width: 360, height: 560 });
  await signIn(page, demo, who.login, who.password ?? '');
  await expect(page).toHaveURL(`${demo.site}/documents`);
  await expectAccessible(page);
  await page.goto(`${addressOf(demo, 'Framework agreement 2027')}/sign`);
  const read = page.getByLabel('I have read the document to its end');
  const viewer = page.getByRole('region', { name: 'The document' }).last();
  await expect(viewer.locator('canvas').first()).toBeVisible();
  await expect(read).toBeDisabled();
  await expectAccessible(page);
  await viewer.focus();
  await page.keyboard.press('End');
  await expect(read).toBeChecked();
  await sign(page, who, who.password ?? '');
  await expect(page.getByText('You have signed the document.')).toBeVisible();
  await expect(page.getByText('Validated')).toBeVisible();
  await expectAccessible(page);
  for (const address of [
    '/documents/signatures',
    '/documents/2',
    '/documents/3',
    '/documents/3/decline',
    '/documents/1/withdraw',
  ]) {
    await page.goto(demo.site + address);
    await expectAccessible(page);
  }
  expect(problems).toEqual([]);
});

async function without(browser: Browser): Promise<Page> {
  const context = await browser.newContext({ javaScriptEnabled: false, viewport: { width: 360, height: 740 } });
  return context.newPage();
}

test('SIG-2 DOC-5: somebody who was never here activates, and signs without JavaScript', async ({ browser, demo }) => {
  const page = await without(browser);
  const who = demo.signers[1] as Signer;
  const password = 'harbour lantern quartz 9';
  await signIn(page, demo, who.login, who.activation_code ?? '');
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByLabel('Repeat password').fill(password);
  await page.locator('main button').first().click();
  await page.goto(`${demo.site}/documents`);
  await expect(page.getByRole('link', { name: 'Cooperation agreement', exact: true })).toBeVisible();
  await expect(page.getByText('Framework agreement 2027')).toHaveCount(0);
  const address = addressOf(demo, 'Cooperation agreement');
  await page.goto(`${address}/sign`);
  await expect(page.getByRole('link', { name: 'Open the PDF' })).toBeVisible();
  await page.getByLabel('I have read the document to its end').check();
  await sign(page, who, password);
  await expect(page.getByText('Completed')).toBeVisible();
  const signed = await page.request.get(`${address}/signed.pdf`);
  expect((await signed.body()).subarray(0, 5).toString()).toBe('%PDF-');
});

const PAPER = 255 * 3;

/** How many dots of the first page are not white, and how many of them are red. */
async function inked(page: Page): Promise<{ dark: number; red: number }> {
  return page
    .locator('#viewer canvas')
    .first()
    .evaluate((canvas: HTMLCanvasElement, paper) => {
      const { data } = canvas
        .getContext('2d')
        ?.getImageData(0, canvas.height * 0.3, canvas.width, canvas.height * 0.7) ?? { data: [] };
      let dark = 0;
      let red = 0;
      for (let at = 0; at < data.length; at += 4) {
        const [r = 0, g = 0, b = 0] = [data[at], data[at + 1], data[at + 2]];
        if (r + g + b < paper * 0.8) dark++;
        if (r > 150 && g < 90 && b < 90) red++;
      }
      return { dark, red };
    }, PAPER);
}

test('DOC-5 SEC-40: scans and fonts that a PDF only names are shown, and what the viewer leaves out is said', async ({
  page,
  demo,
}) => {
  const who = demo.signers[0] as Signer;
  await signIn(page, demo, who.login, who.password ?? '');
  const address = `${addressOf(demo, 'Framework agreement 2027')}/sign`;
  const pages = Number(/data-pages="(\d+)"/.exec(await (await page.request.get(address)).text())?.[1]);
  const read = page.getByLabel('I have read the document to its end');
  const said = page.getByText("This page can't show all of the document.");
  const open = async (file: Buffer) => {
    await page.unroute('**/file.pdf*');
    await page.route('**/file.pdf*', (route) => route.fulfill({ body: file, contentType: 'application/pdf' }));
    await page.goto(address);
  };
  const readToEnd = async () => {
    await expect(page.locator('#viewer canvas').first()).toBeVisible();
    await page.locator('#viewer').focus();
    await page.keyboard.press('End');
  };

  await open(pdf(pages, scan));
  await readToEnd();
  await expect(read).toBeChecked();
  expect((await inked(page)).red, 'a JPEG 2000 picture').toBeGreaterThan(2000);

  await open(pdf(pages, letters('UniGB-UCS2-H', 'GB1', '4E2D6587')));
  await readToEnd();
  await expect(read).toBeChecked();
  await expect(page.locator('#viewer .unseen').first()).toHaveText('中文');
  const strokes = (await inked(page)).dark;
  await open(pdf(pages, letters('UniGB-UCS2-H', 'GB1', '4E004E00')));
  await readToEnd();
  await expect(read).toBeChecked();
  expect((await inked(page)).dark, 'one stroke has less ink than many').toBeLessThan(strokes / 2);

  const lacking = {
    'letters that no font has': pdf(pages, letters('UniGB-UCS2-H', 'GB1', 'E123')),
    'a picture that is cut off': pdf(pages, { ...scan, picture: scan.picture?.subarray(0, 120) }),
    'a font that is not there': pdf(pages, { ...scan, drawn: 'BT /F9 24 Tf 72 300 Td (x) Tj ET' }),
    'an unknown character map': pdf(pages, letters('Nobodys-H', 'GB1', '4E2D')),
    'a missing page': pdf(pages - 1, scan),
    'no page': pdf(0, scan),
    'no PDF': Buffer.from('nothing'),
  };
  for (const [what, file] of Object.entries(lacking)) {
    await open(file);
    await expect(said, what).toBeVisible();
    if (await page.locator('#viewer').isVisible()) await readToEnd();
    await expect(read, what).toBeEnabled();
    await expect(read, what).not.toBeChecked();
  }
  await expectAccessible(page);
  await expect(page.locator('#viewer-lacks').getByRole('link', { name: 'Open the PDF' })).toBeVisible();
  await read.check();
  await expect(read).toBeChecked();
});
