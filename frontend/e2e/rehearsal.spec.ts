import AxeBuilder from '@axe-core/playwright';
import { expect, test } from './fixtures';

const ENDS = 60_000;

test('TST-1 TST-3: the demo site is rehearsed from the screen, step by step, and its report is kept', async ({
  full: { page, go },
}) => {
  await go('/rehearsal');
  await expect(page.getByRole('heading', { name: 'What will happen' })).toBeVisible();
  await expect(page.getByText('Nothing real is touched')).toBeVisible();
  await page.getByRole('button', { name: 'Run the rehearsal' }).press('Enter');
  await expect(page.getByRole('button', { name: 'Cancel' })).toBeVisible();
  const steps = page.getByRole('region', { name: 'Steps' });
  await expect(steps.getByRole('listitem')).toHaveCount(27);
  await expect(steps.getByRole('heading', { name: /^Passed: \d+ steps$/ })).toBeVisible({ timeout: ENDS });
  await expect(steps.getByText('Failed.', { exact: true })).toHaveCount(0);

  await test.step('a step shows what was expected, what came, and the page as it looked', async () => {
    await steps.getByRole('button', { name: /^See exactly the Model User’s assessments/ }).press('Enter');
    const step = page.getByRole('region', { name: 'See exactly the Model User’s assessments' });
    await expect(step.getByText('“Leadership Check”, “Team Pulse”').first()).toBeVisible();
    await expect(step.getByText('/assessments', { exact: true })).toBeVisible();
    const shown = page.frameLocator('iframe');
    await expect(shown.getByRole('heading', { name: 'Team Pulse' })).toBeVisible();
    await expect(shown.getByRole('heading', { name: 'Workplace Safety' })).toHaveCount(0);
    await page.keyboard.press('ArrowDown');
    await expect(page.getByRole('region', { name: 'Invite and complete a response' })).toBeVisible();
  });

  await test.step('the steps of a signer stand apart', async () => {
    const signer = steps.getByRole('list', { name: 'Somebody outside who signs' });
    await expect(signer.getByRole('listitem')).toHaveCount(9);
    await signer.getByRole('button', { name: /^Read the document and sign it/ }).press('Enter');
    await expect(page.frameLocator('iframe').getByText('You have signed the document.')).toBeVisible();
  });

  await test.step('the report is exported', async () => {
    for (const [kind, beginning] of [
      ['As JSON', '{'],
      ['As PDF', '%PDF'],
    ] as const) {
      await page.getByRole('button', { name: 'Export report' }).click();
      const [file] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('menuitem', { name: kind }).click(),
      ]);
      const stream = await file.createReadStream();
      const chunk = (await stream.toArray())[0] as Buffer;
      expect(chunk.toString('latin1').slice(0, beginning.length)).toBe(beginning);
    }
  });

  await test.step('Home says how it went, and the report is found again', async () => {
    await go('/');
    await expect(page.getByText(/^Rehearsed on .*: passed, \d+ steps\.$/)).toBeVisible();
    await go('/rehearsal');
    await page.getByRole('link', { name: /^Open the report of/ }).click();
    await expect(page.getByText(/^Report of/)).toBeVisible();
    await expect(page.getByRole('region', { name: 'Steps' }).getByRole('listitem')).toHaveCount(27);
  });
});

test('TST-2: the sandbox stays open for trying by hand, and is thrown away with one click', async ({
  full: { page, go },
  browser,
}) => {
  await go('/rehearsal');
  await page.getByRole('checkbox', { name: 'Keep the sandbox open afterwards' }).check();
  await page.getByRole('button', { name: 'Run the rehearsal' }).click();
  const sandbox = page.getByRole('region', { name: 'The sandbox is open' });
  await expect(sandbox).toBeVisible({ timeout: ENDS });
  const address = await sandbox.getByRole('textbox', { name: 'Address', exact: true }).inputValue();
  const field = (name: string) =>
    sandbox.getByRole('group', { name: 'Test partner' }).getByRole('textbox', { name, exact: true }).inputValue();

  const partner = await (await browser.newContext()).newPage();
  await partner.goto(`${address}/login`);
  await partner.getByLabel('Email or Login').fill(await field('Email'));
  await partner.getByLabel('Password').fill(await field('Password'));
  await partner.getByRole('button', { name: 'Sign in' }).click();
  await expect(partner).toHaveURL(`${address}/home`);

  await sandbox
    .getByRole('button', { name: /^Welcome to/ })
    .last()
    .click();
  await expect(sandbox.getByText(address)).toBeVisible();
  const { violations } = await new AxeBuilder({ page }).exclude('iframe').analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);

  await sandbox.getByRole('button', { name: 'Throw away' }).click();
  await expect(sandbox).toHaveCount(0);
  await expect(async () => {
    await expect(partner.request.get(`${address}/login`)).rejects.toThrow();
  }).toPass();
});
