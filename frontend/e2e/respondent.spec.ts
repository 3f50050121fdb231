import { type Browser, expect, type Page } from '@playwright/test';
import { test } from './fixtures';

const SAMPLES = ['Leadership Check', 'Partner Onboarding Questionnaire', 'Workplace Safety Review', 'Team Pulse'];
const FARTHEST = 200;

/** A phone without JavaScript. */
async function phone(browser: Browser, link: string): Promise<Page> {
  const context = await browser.newContext({ javaScriptEnabled: false, viewport: { width: 360, height: 740 } });
  const page = await context.newPage();
  await page.goto(link);
  return page;
}

/** What the keyboard stands on; asked through the accessibility of the page, since no script of ours runs in it. */
const focused = (page: Page) => page.locator(':focus');

/** Presses Tab until the keyboard stands on what matches. */
async function tabTo(page: Page, selector: string): Promise<void> {
  for (let presses = 0; presses < FARTHEST; presses++) {
    await page.keyboard.press('Tab');
    const here = focused(page);
    if ((await here.count()) > 0 && (await here.and(page.locator(selector)).count()) > 0) return;
  }
  throw new Error(`${selector} can't be reached with Tab`);
}

/** Presses Enter on a button and waits for the page that it leads to. */
async function goOn(page: Page): Promise<void> {
  await Promise.all([page.waitForEvent('load'), page.keyboard.press('Enter')]);
}

/** Answers every field of the page in the order of Tab, then presses the button that goes on. */
async function answerPage(page: Page): Promise<void> {
  const answered = new Set<string>();
  for (let presses = 0; presses < FARTHEST; presses++) {
    await page.keyboard.press('Tab');
    const here = focused(page);
    if ((await here.count()) === 0) continue;
    const tag = await here.evaluate((element) => element.tagName.toLowerCase());
    const type = (await here.getAttribute('type')) ?? '';
    const name = (await here.getAttribute('name')) ?? '';
    if (tag === 'button' && name === 'do' && /next|finish/i.test((await here.getAttribute('value')) ?? '')) {
      await goOn(page);
      return;
    }
    if (answered.has(name) || (tag !== 'input' && tag !== 'textarea' && tag !== 'select')) continue;
    answered.add(name);
    if (type === 'radio' || type === 'checkbox') await page.keyboard.press('Space');
    else if (tag === 'select') await page.keyboard.press('ArrowDown');
    else if (type === 'date') await page.keyboard.type('03152024');
    else if (type === 'number' || (await here.getAttribute('inputmode')) === 'numeric') {
      const asked = await page.locator(`label[for="${await here.getAttribute('id')}"]`).textContent();
      await page.keyboard.type(/\byear\b/i.test(asked ?? '') ? '1990' : '3');
    } else if (tag === 'textarea' || type === 'text') await page.keyboard.type('3');
  }
  throw new Error('no button goes on');
}

/** No page is wider than the phone. */
async function expectNarrow(page: Page): Promise<void> {
  const width = await page.evaluate(() => document.documentElement.scrollWidth);
  expect(width, page.url()).toBeLessThanOrEqual(360);
}

for (const sample of SAMPLES) {
  test(`RSP-1: ${sample} is answered at 360 pixels by keyboard alone, without JavaScript, in two browsers`, async ({
    browser,
    full: { page, go },
  }) => {
    await go('/responses/new');
    await page.getByRole('combobox', { name: 'Organization' }).fill('kystlaget');
    await page.getByRole('option', { name: /Kystlaget/ }).click();
    await page.getByRole('combobox', { name: 'Assessment' }).click();
    await page.getByRole('option', { name: sample }).click();
    await page.getByRole('textbox', { name: 'First name' }).fill('Solveig');
    await page.getByRole('combobox', { name: 'How they get the link' }).click();
    await page.getByRole('option', { name: /From you/ }).click();
    await page.getByRole('button', { name: 'Add without mail' }).click();
    const link = await page.getByRole('textbox', { name: 'Link of the respondent' }).inputValue();

    const first = await phone(browser, link);
    await expectNarrow(first);
    await tabTo(first, 'button');
    await goOn(first);
    await answerPage(first);
    await expectNarrow(first);
    const reached = await first.getByRole('heading', { level: 1 }).textContent();
    await first.context().close();

    const second = await phone(browser, link);
    await expect(second.getByRole('heading', { level: 1 })).toHaveText(reached ?? '');
    for (let pages = 0; (await second.getByRole('progressbar').count()) > 0; pages++) {
      expect(pages, `${second.url()} does not end`).toBeLessThan(20);
      await answerPage(second);
      await expectNarrow(second);
    }
    await second.context().close();
    await go('/responses?q=solveig');
    await expect(page.getByRole('row', { name: /Solveig.*Completed/ })).toBeVisible();
  });
}
