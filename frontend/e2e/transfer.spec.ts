import { readFileSync } from 'node:fs';
import AxeBuilder from '@axe-core/playwright';
import { expect, test } from './fixtures';

const TABLE = [
  'id;name;parent_id;city;website',
  'a;Aurora Group;;Oslo;aurora.example',
  'b;Aurora Norge;a;Bergen;',
  'c;aurora group;;Kiruna;',
  'd;Loop One;e;;',
  'e;Loop Two;d;;',
  'f;Broken;;;not a website',
  'g;"=1+1";a;;',
].join('\r\n');

const file = (name: string, text: string | Buffer) => ({ name, mimeType: 'text/csv', buffer: Buffer.from(text) });

test('ADM-4 ORG-2 SEC-38: a file goes in, again changes nothing, and comes out defused', async ({
  full: { page, go },
}) => {
  const choose = async (table: ReturnType<typeof file>) => {
    const chooser = page.waitForEvent('filechooser');
    await page.getByRole('button', { name: /^Choose (a|another) file$/ }).click();
    await (await chooser).setFiles(table);
  };
  const figures = page.getByRole('status').filter({ hasText: 'unchanged' });

  await test.step('the columns are guessed, and the check changes nothing', async () => {
    await go('/organizations');
    await page.getByRole('link', { name: 'Import', exact: true }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'Import organizations' })).toBeVisible();
    await choose(file('partners.csv', TABLE));
    await expect(page.getByRole('combobox', { name: 'Column 1: id' })).toHaveValue('external_id');
    await expect(page.getByRole('combobox', { name: 'Column 3: parent_id' })).toHaveValue('parent');
    await expect(page.getByText('separated by semicolons')).toBeVisible();
    await page.getByRole('button', { name: 'Check the file' }).click();
    await expect(page.getByRole('heading', { name: 'What an import would do' })).toBeFocused();
    await expect(figures).toContainText('4 to insert');
    await expect(figures).toContainText('3 with errors');
    await expect(page.getByRole('cell', { name: 'aurora group (Kiruna)' })).toBeVisible();
    await expect(page.getByText('Lines 5, 6 stand under each other in a circle.')).toHaveCount(2);
    expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
  });

  await test.step('the error file has the bad rows with their reasons', async () => {
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Save the error file' }).click();
    const text = readFileSync(await (await download).path(), 'utf8');
    expect(text).toContain('Reason');
    expect(text).toContain('Website: Use a web address such as https://example.com.');
    expect(text).not.toContain('Aurora Norge');
  });

  await test.step('the import says what it did', async () => {
    await page.getByRole('button', { name: 'Import 4 rows' }).click();
    await expect(page.getByRole('heading', { name: 'Imported', exact: true })).toBeFocused();
    await expect(figures).toContainText('4 inserted');
    await page.getByRole('link', { name: 'Show organizations' }).click();
    await page.keyboard.press('/');
    await page.keyboard.type('aurora');
    await expect(page.getByRole('button', { name: 'aurora group (Kiruna)', exact: true })).toBeVisible();
  });

  await test.step('the same file once more changes nothing', async () => {
    await go('/organizations/import');
    await choose(file('partners.csv', TABLE));
    await page.getByRole('radio', { name: 'Insert and update' }).check();
    await page.getByRole('button', { name: 'Check the file' }).click();
    await expect(page.getByRole('heading', { name: 'Nothing to import' })).toBeVisible();
    await expect(figures).toContainText('4 unchanged');
    await expect(page.getByRole('button', { name: /^Import \d/ })).toHaveCount(0);
  });

  await test.step('the export has what the list shows, defused', async () => {
    await go('/organizations?q=aurora&view=list');
    await page.getByRole('button', { name: 'Export' }).click();
    const download = page.waitForEvent('download');
    await page.getByRole('menuitem', { name: 'CSV' }).click();
    const saved = await download;
    expect(saved.suggestedFilename()).toBe('organizations.csv');
    const lines = readFileSync(await saved.path(), 'utf8')
      .trim()
      .split('\r\n');
    expect(lines).toHaveLength(4);
    expect(lines[0]).toContain('Portico id,External id,Name');
    await go('/organizations?q=1%2B1&view=list');
    await page.getByRole('button', { name: 'Export' }).click();
    const second = page.waitForEvent('download');
    await page.getByRole('menuitem', { name: 'CSV' }).click();
    expect(readFileSync(await (await second).path(), 'utf8')).toContain(`"'=1+1"`);
  });

  await test.step('what is no table is refused in words', async () => {
    await go('/users/import');
    await choose(file('letter.pdf', '%PDF-1.7'));
    await expect(page.getByRole('main').getByRole('alert')).toContainText('This is a PDF, not a table.');
    await expect(page.getByRole('button', { name: 'Check the file' })).toHaveCount(0);
  });
});
