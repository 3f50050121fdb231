import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { expect, test } from './fixtures';

const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name, exact: true });
const dialog = (page: Page) => page.getByRole('dialog');

/** Opens the panel of the response of somebody. */
async function panel(page: Page, name: string) {
  await button(page, name).click();
  const found = page.getByRole('complementary', { name });
  await expect(found).toBeVisible();
  return found;
}

test('RSP-2: the report of a response is the portal’s own page, and is saved as a PDF', async ({
  full: { page, go },
}) => {
  await go('/responses?q=arjun');
  const one = await panel(page, 'Arjun Menon');
  await expect(one).toContainText('Sharma & Iyer Associates');
  await one.getByRole('button', { name: 'Report', exact: true }).click();
  const frame = page.frameLocator('iframe');
  await expect(frame.getByRole('heading', { level: 1, name: 'Arjun Menon' })).toBeVisible();
  await expect(frame.getByText('of 100').first()).toBeVisible();
  expect(await page.locator('iframe').getAttribute('sandbox')).toBe('');
  await page.keyboard.press('Escape');
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    one.getByRole('button', { name: 'Save PDF' }).click(),
  ]);
  expect(
    readFileSync(await file.path())
      .subarray(0, 5)
      .toString(),
  ).toBe('%PDF-');
});

test('RSP-1: a response is reminded, edited, extended, cancelled and deleted from its panel', async ({
  full: { page, go },
}) => {
  await go('/responses?q=nils%20hagen');
  const one = await panel(page, 'Nils Hagen');
  await one.getByRole('button', { name: 'Remind' }).click();
  await expect(page.getByText('A reminder for Nils Hagen lies in the outbox.')).toBeVisible();

  await one.getByRole('button', { name: 'Edit' }).click();
  await dialog(page).getByRole('textbox', { name: 'Email', exact: true }).fill('no address');
  await dialog(page).getByRole('button', { name: 'Save' }).click();
  await expect(dialog(page).getByText('Use one address such as name@example.com.')).toBeVisible();
  await dialog(page).getByRole('textbox', { name: 'Email', exact: true }).fill('nils@hagen.example');
  await dialog(page).getByRole('button', { name: 'Save' }).click();
  await expect(one.getByText('nils@hagen.example')).toBeVisible();

  await one.getByRole('button', { name: 'Extend' }).click();
  await dialog(page).getByLabel('Last day to answer').fill('2020-01-01');
  await dialog(page).getByRole('button', { name: 'Extend' }).click();
  await expect(dialog(page).getByText('Choose a day that is not over.')).toBeVisible();
  await dialog(page).getByLabel('Last day to answer').fill(inDays(60));
  await dialog(page).getByRole('button', { name: 'Extend' }).click();
  await expect(page.getByText('Nils Hagen has more time now.')).toBeVisible();

  await one.getByRole('button', { name: 'Cancel response' }).click();
  await dialog(page).getByRole('button', { name: 'Cancel response' }).click();
  await expect(one.getByText('Cancelled').first()).toBeVisible();
  await expect(one.getByRole('button', { name: 'Edit' })).toHaveCount(0);

  await one.getByRole('button', { name: 'Delete' }).click();
  await dialog(page).getByRole('button', { name: 'Delete' }).click();
  await expect(page.getByText('The response of Nils Hagen is deleted.')).toBeVisible();
  await expect(button(page, 'Nils Hagen')).toHaveCount(0);
});

test('ADM-3: many responses are reminded and deleted at once, and those left out are named', async ({
  full: { page, go },
}) => {
  await go('/responses?organization=0&q=halden.example');
  for (const name of ['Kari Lunde', 'Astrid Brekke', 'Sunniva Lie']) {
    await page
      .getByRole('row', { name: new RegExp(name) })
      .first()
      .getByRole('checkbox')
      .check();
  }
  const bar = page.getByRole('region', { name: 'Selection' });
  await bar.getByRole('button', { name: 'Remind' }).click();
  await expect(dialog(page).getByText('Remind 3 respondents?')).toBeVisible();
  await dialog(page).getByRole('button', { name: 'Remind' }).click();
  await expect(page.getByText('2 reminders lie in the outbox.')).toBeVisible();
  await expect(page.getByText('This response is completed and can’t be reminded of.'.replace('’', "'"))).toBeVisible();

  await page
    .getByRole('row', { name: /Kari Lunde/ })
    .getByRole('checkbox')
    .check();
  await bar.getByRole('button', { name: 'Delete' }).click();
  await expect(dialog(page).getByRole('button', { name: 'Delete' })).toBeDisabled();
  await dialog(page).getByRole('textbox').fill('1 response');
  await dialog(page).getByRole('button', { name: 'Delete' }).click();
  await expect(page.getByText('1 response deleted.')).toBeVisible();
  await expect(button(page, 'Kari Lunde')).toHaveCount(0);
});

test('RSP-1: one is added by hand, and its link opens the questions', async ({ full: { page, go } }) => {
  await go('/responses/new');
  await button(page, /Send invitation/).click();
  await expect(page.getByText('Choose an organization from the list.')).toBeVisible();
  await page.getByRole('combobox', { name: 'Organization' }).fill('kystlaget');
  await page.getByRole('option', { name: /Kystlaget/ }).click();
  await page.getByRole('combobox', { name: 'Assessment' }).click();
  await page.getByRole('option', { name: 'Team Pulse' }).click();
  await page.getByRole('textbox', { name: 'First name' }).fill('Solveig');
  await page.getByRole('combobox', { name: 'How they get the link' }).click();
  await page.getByRole('option', { name: /From you/ }).click();
  await button(page, 'Add without mail').click();
  const link = await page.getByRole('textbox', { name: 'Link of the respondent' }).inputValue();
  expect((await page.request.get(link)).status()).toBe(200);
  await button(page, 'Done').click();
  const one = page.getByRole('complementary', { name: 'Solveig' });
  await one.getByRole('button', { name: 'Show link' }).click();
  await expect(one.getByRole('textbox', { name: 'Link of the respondent' })).toHaveValue(link);
});

test('RSP-3: many are invited from a file, with what is wrong row by row', async ({ full: { page, go } }) => {
  await go('/responses/invite');
  await page.getByRole('combobox', { name: 'Organization' }).fill('kystlaget');
  await page.getByRole('option', { name: /Kystlaget/ }).click();
  await page.getByRole('combobox', { name: 'Assessment' }).click();
  await page.getByRole('option', { name: 'Team Pulse' }).click();
  await button(page, 'Check').click();
  await expect(page.getByText('Choose a file, or paste a list.')).toBeVisible();
  const [chooser] = await Promise.all([page.waitForEvent('filechooser'), button(page, 'Choose file').click()]);
  await chooser.setFiles({
    name: 'people.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(
      'First name,Last name,Email\nAda,Byron,ada@byron.example\nBo,Ek,not an address\nCy,Lund,cy@lund.example\n',
    ),
  });
  await expect(page.getByText('people.csv')).toBeVisible();
  await button(page, 'Check').click();
  await expect(page.getByRole('heading', { level: 1, name: 'people.csv' })).toBeVisible();
  await expect(page.getByRole('row', { name: /3 .*address/ })).toBeVisible();
  const [errors] = await Promise.all([
    page.waitForEvent('download'),
    button(page, 'Save error file')
      .click()
      .then(() => page.getByRole('menuitem', { name: 'CSV' }).click()),
  ]);
  expect(readFileSync(await errors.path(), 'utf8')).toContain('not an address');
  await button(page, 'Invite 2 people').click();
  await expect(page.getByText('Done', { exact: true })).toBeVisible();
  await page.getByRole('link', { name: 'Show the responses' }).click();
  await expect(button(page, 'Ada Byron')).toBeVisible();
  await expect(button(page, 'Cy Lund')).toBeVisible();
});

test('MGR-4 COH-1: the list is narrowed to a cohort, and what is shown is exported', async ({ full: { page, go } }) => {
  await go('/responses');
  await page.getByRole('combobox', { name: 'Cohort' }).fill('autumn');
  await page.getByRole('option', { name: 'Field service, autumn pulse' }).click();
  await expect(page.getByText('12 shown').or(page.getByText(/^12\b/)).first()).toBeVisible();
  await expect(button(page, 'Sunniva Lie')).toHaveCount(0);
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    button(page, 'Export')
      .click()
      .then(() => page.getByRole('menuitem', { name: 'CSV' }).click()),
  ]);
  const lines = readFileSync(await file.path(), 'utf8')
    .trim()
    .split('\n');
  expect(lines).toHaveLength(13);
  expect(lines.join('\n')).not.toContain('Sunniva');
});

const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
