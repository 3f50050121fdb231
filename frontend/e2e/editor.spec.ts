import AxeBuilder from '@axe-core/playwright';
import { type Browser, expect, type Page } from '@playwright/test';
import { test } from './fixtures';
import { choose, press, tabTo, tick, write } from './keyboard';

const heading = (page: Page, name: string) => page.getByRole('heading', { level: 1, name });

async function expectAccessible(page: Page): Promise<void> {
  const found = await new AxeBuilder({ page })
    .exclude('iframe') // the portal's own pages are tried by themselves
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
    .analyze();
  expect(found.violations.map((one) => `${one.id}: ${one.nodes.map((node) => node.html).join(' ')}`)).toEqual([]);
}

/** Adds a question by the outline's menu and writes what it asks; the new question has the focus. */
async function addQuestion(page: Page, type: string, asks: string): Promise<void> {
  await press(page, page.getByRole('navigation', { name: 'Outline' }).getByRole('button', { name: 'Add question' }));
  const item = page.getByRole('menuitem', { name: new RegExp(`^${type}`) });
  await expect(item).toBeVisible();
  for (let presses = 0; presses < 9; presses++) {
    if (await item.evaluate((element) => element === document.activeElement)) break;
    await page.keyboard.press('ArrowDown');
  }
  await page.keyboard.press('Enter');
  await expect(page.getByRole('textbox', { name: 'Question', exact: true })).toBeFocused();
  await page.keyboard.type(asks);
}

test('ASM-1 ASM-2 ASM-3: an assessment is written by keyboard, previewed, published and answered', async ({
  full: { page, go, site, portal },
  browser,
}) => {
  const button = (name: string | RegExp) => page.getByRole('button', { name, exact: typeof name === 'string' });
  const outline = page.getByRole('navigation', { name: 'Outline' });

  await test.step('begin with a name', async () => {
    await go('/assessments');
    await press(page, button('New assessment'));
    await page.getByRole('textbox', { name: 'Name' }).waitFor();
    await page.keyboard.type('Shift handover');
    await expect(page.getByRole('textbox', { name: 'Code' })).toHaveValue('SHIFT-HANDOVER');
    await page.keyboard.press('Enter');
    await expect(heading(page, 'Shift handover')).toBeVisible();
    await expect(button('Publish')).toBeDisabled();
    await expect(button(/problem/)).toBeVisible();
    await write(page, 'Section title', 'Handover');
  });

  await test.step('ASM-1: three questions, one of which an answer brings up', async () => {
    await addQuestion(page, 'Single choice', 'Was the shift handed over?');
    await tabTo(page, page.getByRole('textbox', { name: 'Choice 1', exact: true }));
    await page.keyboard.type('Yes, in full');
    await page.keyboard.press('Tab');
    await tabTo(page, page.getByRole('textbox', { name: 'Choice 2', exact: true }));
    await page.keyboard.type('In part');
    await page.keyboard.press('Enter'); // begins the next one
    await expect(page.getByRole('textbox', { name: 'Choice 3', exact: true })).toBeFocused();
    await page.keyboard.type('No');
    await tick(page, 'Scored');
    await page.keyboard.press('Shift+Tab');
    for (const [name, points] of [
      ['Points of choice 1', '4'],
      ['Points of choice 2', '2'],
    ] as const) {
      await page.getByRole('textbox', { name }).focus();
      await page.keyboard.press('Control+A');
      await page.keyboard.type(points);
    }
    await expect(page.getByText('Up to 4 points with its weight: 100 % of the score')).toBeVisible();

    await addQuestion(page, 'Short text', 'What was left out?');
    await tick(page, 'Only after an earlier answer');
    await choose(page, 'How it is answered', '', 'is answered, and not');
    await expect(
      page.getByText('Shown when “Was the shift handed over?” is answered, and not with “Yes, in full”.'),
    ).toBeVisible();

    await addQuestion(page, 'Scale', 'How tidy is the place of work?');
    await tick(page, 'Scored');
    await write(page, 'Label at the low end', 'Untidy');
    await write(page, 'Label at the high end', 'Spotless');
  });

  await test.step('the outline moves by keyboard, duplicates, deletes and takes back', async () => {
    const tidy = outline.getByRole('button', { name: /^Question \d: How tidy/ });
    await tabTo(page, tidy);
    await page.keyboard.press('Alt+ArrowUp');
    await expect(
      outline.getByRole('button', { name: 'Question 2: How tidy is the place of work?', exact: true }),
    ).toBeFocused();
    await page.keyboard.press('Alt+ArrowDown');
    await expect(
      outline.getByRole('button', { name: 'Question 3: How tidy is the place of work?', exact: true }),
    ).toBeFocused();
    await page.keyboard.press('Delete');
    await expect(outline.getByRole('button', { name: /^Question \d: How tidy/ })).toHaveCount(0);
    await press(page, button('Undo'));
    await expect(
      outline.getByRole('button', { name: 'Question 3: How tidy is the place of work?', exact: true }),
    ).toBeVisible();
  });

  await test.step('what is wrong leads to its field', async () => {
    await addQuestion(page, 'Number', '');
    await expect(button('1 problem')).toBeVisible();
    await press(page, outline.getByRole('button', { name: 'Drivers' }));
    await press(page, button('1 problem'));
    await press(page, page.getByRole('button', { name: /^Question 4: Untitled question “/ }));
    const field = page.getByRole('textbox', { name: 'Question', exact: true });
    await expect(field).toBeFocused();
    await expect(
      page.getByRole('region', { name: /^Question 4/ }).getByText('“Question” must not be empty.'),
    ).toBeVisible();
    await page.keyboard.press('Control+S');
    await expect(page.getByText('Draft saved. 1 problem to mend before it can be published.')).toBeVisible();
    await page.reload();
    await expect(button('1 problem')).toBeVisible();
    await tabTo(page, outline.getByRole('button', { name: /^Question 4/ }));
    await page.keyboard.press('Delete');
    await expect(page.getByText('Ready to publish')).toBeVisible();
    await expectAccessible(page);
  });

  await test.step('unsaved changes are not lost without asking', async () => {
    await page.getByRole('link', { name: 'Assessment', exact: true }).click();
    const question = page.getByRole('dialog', { name: 'Leave without saving?' });
    await press(page, question.getByRole('button', { name: 'Cancel' }));
    await page.keyboard.press('Control+S');
    await expect(page.getByText('saved just now')).toBeVisible();
  });

  const frame = page.frameLocator('iframe');
  await test.step('ASM-2: the preview is the respondent’s page, and counts the score', async () => {
    await page.getByRole('radio', { name: 'Edit', exact: true }).focus();
    await page.keyboard.press('ArrowRight');
    await expect(frame.getByRole('heading', { name: 'Shift handover' })).toBeVisible();
    await frame.getByRole('button', { name: 'Begin' }).click();
    await expect(frame.getByText('What was left out?')).toBeHidden();
    await frame.getByText('In part').click();
    await expect(frame.getByLabel('What was left out?')).toBeVisible();
    await expect(page.getByText('2 of 4 points')).toBeVisible();
    await frame.getByRole('radio', { name: '5' }).check({ force: true });
    await expect(page.getByText('6 of 8 points')).toBeVisible();
    await frame.getByRole('button', { name: 'Finish' }).click();
    await expect(frame.getByRole('region', { name: 'Your score' }).getByText('75')).toBeVisible();
    await expectAccessible(page);
  });

  await test.step('ASM-3: publish', async () => {
    await press(page, button('Publish'));
    const question = page.getByRole('dialog', { name: /^Publish version 1 of/ });
    await press(page, question.getByRole('button', { name: 'Publish' }));
    await expect(page.getByRole('table').getByText('Published')).toBeVisible();
  });

  await test.step('it is answered in the portal, without JavaScript and with', async () => {
    const manager = (site.demo as unknown as { manager: { email: string; password: string } }).manager;
    await go('/settings/features/general'); // nothing is allotted of what was just written
    await page.getByRole('checkbox', { name: 'Use Allotments' }).uncheck();
    await page.keyboard.press('Control+S');
    await expect(page.getByRole('button', { name: 'Save', exact: true })).toHaveCount(0);
    await go('/users');
    await page.getByRole('searchbox').fill(manager.email);
    await page
      .getByRole('row', { name: new RegExp(manager.email) })
      .getByRole('button')
      .first()
      .click();
    await expect(page).toHaveURL(/open=\d+/);
    await go(`/users/${/open=(\d+)/.exec(page.url())?.[1]}`);
    await page.getByRole('checkbox', { name: 'Shift handover' }).check();
    await page.keyboard.press('Control+S');
    await expect(page.getByRole('button', { name: 'Save', exact: true })).toHaveCount(0);
    await answer(browser, portal, manager, false);
    await answer(browser, portal, manager, true);
  });
});

async function answer(
  browser: Browser,
  portal: string,
  manager: { email: string; password: string },
  javaScriptEnabled: boolean,
): Promise<void> {
  const context = await browser.newContext({ javaScriptEnabled, viewport: { width: 360, height: 740 } });
  const page = await context.newPage();
  await page.goto(`${portal}/login`);
  await page.getByLabel('Email or Login').fill(manager.email);
  await page.getByLabel('Password').fill(manager.password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.goto(`${portal}/responses/new`);
  await page.getByLabel('Assessment').selectOption({ label: 'Shift handover' });
  if (await page.getByLabel('Organization', { exact: true }).count()) {
    await page.getByLabel('Organization', { exact: true }).selectOption({ index: 1 });
  }
  await page.getByLabel('First name').first().fill('Ida');
  await page.getByRole('button', { name: 'Add without email' }).click();
  const link = await page.locator('input[value*="/r/"]').inputValue({ timeout: 10_000 });
  await page.goto(link);
  await page.getByRole('button', { name: 'Begin' }).click();
  const more = page.getByLabel('What was left out?');
  await expect(more).toBeHidden();
  await page.getByLabel('In part').check();
  await page.getByRole('radio', { name: '3' }).check();
  if (javaScriptEnabled) {
    await expect(more).toBeVisible();
    await page.getByLabel('Yes, in full').check();
    await expect(more).toBeHidden();
    await page.getByLabel('In part').check();
  } else {
    await page.getByRole('button', { name: 'Finish' }).click();
    await expect(page.getByText('New, because of your answer above.')).toBeVisible();
  }
  await more.fill('The open orders');
  await page.getByRole('button', { name: 'Finish' }).click();
  // 2 of 4, and 2 of 4.
  await expect(page.getByRole('region', { name: 'Your score' }).getByText('50')).toBeVisible();
  await context.close();
}
