import type { Page } from '@playwright/test';
import { expect, test } from './fixtures';

const COLLEAGUE = 'Bergs Bruk AB';

/** A picture of the screen as it stands, where a folder for pictures is named. */
async function picture(page: Page, name: string) {
  const folder = process.env.PICTURES;
  if (!folder) return;
  await page.waitForTimeout(250);
  await page.screenshot({ path: `${folder}/${name}.png` });
}

test.describe('guide 002: access for somebody outside the organization', () => {
  test('SGN-1 SGN-2 SGN-3 SIG-2: its steps in their order, up to the signer who is in the portal', async ({
    full,
    browser,
  }) => {
    const { page, go } = full;
    await go('/settings/features/general');
    const contracts = page.getByRole('checkbox', { name: 'Use Contracts' });
    if (!(await contracts.isChecked())) {
      await contracts.check();
      await page.getByRole('button', { name: 'Save' }).click();
    }
    await go('/organizations/new');
    await page.getByRole('textbox', { name: 'Name', exact: true }).fill(COLLEAGUE);
    await page.getByRole('button', { name: 'Save' }).click();
    await expect(page.getByRole('heading', { level: 1, name: COLLEAGUE })).toBeVisible();

    await test.step('Create a new Individual Account', async () => {
      await go('/users/new');
      await page.getByRole('radio', { name: 'Individual' }).check();
      await page.getByRole('textbox', { name: 'First name' }).fill('Agda');
      await page.getByRole('textbox', { name: 'Last name' }).fill('Holm');
      await page.getByRole('textbox', { name: 'Login' }).fill('agda');
      await picture(page, 'new-individual');
      await page.getByRole('button', { name: 'Save' }).click();
      await expect(page.getByRole('heading', { level: 1, name: 'User Management' })).toBeVisible();
    });

    await test.step('Edit, add a Login and/or Email, Apply', async () => {
      await page.getByRole('searchbox', { name: 'Search users' }).fill('agda holm');
      await page.getByRole('button', { name: 'Agda Holm' }).click();
      await page.getByRole('complementary').getByRole('link', { name: 'Open' }).click();
      await expect(page.getByRole('heading', { level: 1, name: 'Agda Holm' })).toBeVisible();
      await picture(page, 'individual-reading');
      await page.getByRole('button', { name: 'Edit', exact: true }).click();
      await page.getByRole('textbox', { name: 'Login' }).fill('agda.holm');
      await page.getByRole('textbox', { name: 'Email' }).fill('agda.holm@bergs.example');
      await page.getByRole('button', { name: 'Apply' }).click();
      await expect(page.getByRole('button', { name: 'Apply' })).toBeDisabled();
      await expect(page.getByRole('textbox', { name: 'Login' })).toHaveValue('agda.holm');
      await picture(page, 'individual-editing');
    });

    await test.step('Affiliations: +, choose, Save, Select roles, Save', async () => {
      await page.getByRole('tab', { name: 'Affiliations' }).click();
      await picture(page, 'affiliations-empty');
      await page.getByRole('button', { name: '+' }).click();
      const choose = page.getByRole('dialog', { name: 'Choose Organizations' });
      await choose.getByRole('searchbox', { name: 'Search organizations' }).fill('bergs bruk');
      await expect(choose.getByRole('checkbox')).toHaveCount(1);
      await choose.getByRole('checkbox', { name: COLLEAGUE, exact: true }).check();
      await picture(page, 'choose-organizations');
      await choose.getByRole('button', { name: 'Save' }).click();
      await page.getByRole('button', { name: 'Select roles' }).click();
      const roles = page.getByRole('dialog', { name: 'Update Organizational Role(s)' });
      await roles.getByRole('checkbox', { name: 'Director' }).check();
      await picture(page, 'update-roles');
      await roles.getByRole('button', { name: 'Save' }).click();
      await expect(page.getByRole('table', { name: 'Affiliations' })).toContainText('Director');
      await picture(page, 'affiliations');
      await expect(page.getByRole('dialog')).toHaveCount(0);
      await page.getByRole('button', { name: 'Save', exact: true }).click();
      await expect(page.getByRole('heading', { level: 1, name: 'User Management' })).toBeVisible();
    });

    await test.step('System, Settings & Security, Account Roles, Add New', async () => {
      const system = page.getByRole('list', { name: 'Settings & Security' });
      await system.getByRole('link', { name: 'Account Roles' }).click();
      await picture(page, 'account-roles');
      await page.getByRole('link', { name: 'Add New' }).click();
      await page.getByRole('textbox', { name: 'Description Name' }).fill('Contract signers');
      await page.getByRole('button', { name: 'Edit' }).click();
      const rights = page.getByRole('dialog', { name: 'Portal Rights' });
      await rights.getByRole('button', { name: 'Expand Portal – Partner' }).click();
      await rights.getByRole('checkbox', { name: 'Partner Portal Login' }).check();
      await expect(rights.getByRole('checkbox', { name: 'Sign contract documents' })).toBeChecked();
      await picture(page, 'portal-rights');
      await rights.getByRole('button', { name: 'Save' }).click();
      await picture(page, 'account-role');
    });

    await test.step('Members: +, choose Account, Save, Save', async () => {
      await page.getByRole('tab', { name: 'Members' }).click();
      await page.getByRole('button', { name: '+' }).click();
      const choose = page.getByRole('dialog', { name: 'Choose Accounts' });
      await choose.getByRole('searchbox', { name: 'Search accounts' }).fill('agda');
      await expect(choose.getByRole('checkbox')).toHaveCount(1);
      await choose.getByRole('checkbox', { name: 'Agda Holm' }).check();
      await choose.getByRole('button', { name: 'Save' }).click();
      await expect(page.getByRole('table', { name: 'Members' })).toContainText('Agda Holm');
      await picture(page, 'members');
      await expect(page.getByRole('dialog')).toHaveCount(0);
      await page.getByRole('button', { name: 'Save', exact: true }).click();
      await expect(page.getByRole('table', { name: 'Account Roles' })).toContainText('Contract signers');
    });

    let code = '';
    let address = '';
    await test.step('SGN-4 SGN-5: Readiness says what is missing, and the access letter has the code', async () => {
      await go('/signers?q=agda');
      const row = page.getByRole('row', { name: /Agda Holm/ });
      await expect(row).toContainText('Activation');
      await page.getByRole('button', { name: 'Agda Holm' }).click();
      const panel = page.getByRole('complementary', { name: 'Agda Holm' });
      await expect(panel.getByText('Has a management role at Bergs Bruk AB.')).toBeVisible();
      await picture(page, 'signers');
      await panel.getByRole('button', { name: 'Access letter' }).first().click();
      const letter = page.getByRole('dialog', { name: 'Access letter' });
      await picture(page, 'letter-ask');
      await letter.getByRole('button', { name: 'Write letter' }).click();
      code = await letter.getByRole('textbox', { name: 'Activation code' }).inputValue();
      address = await letter.getByRole('textbox', { name: 'Portal address' }).inputValue();
      await expect(letter.getByRole('textbox', { name: 'Letter', exact: true })).toHaveValue(new RegExp(code));
      await picture(page, 'letter');
      await letter.getByRole('button', { name: 'Done' }).click();
    });

    await test.step('first sign-in: any other letters are refused, the code asks for a password', async () => {
      const context = await browser.newContext();
      const outside = await context.newPage();
      await outside.goto(address);
      const enter = async (password: string) => {
        await outside.getByLabel('Email or Login').fill('agda.holm');
        await outside.getByLabel('Password', { exact: true }).fill(password);
        await outside.getByRole('button', { name: 'Sign in' }).click();
      };
      await enter('anything');
      await expect(outside.getByRole('alert')).toBeVisible();
      await enter(code);
      await outside.getByLabel('Password', { exact: true }).fill('lantern harbour quartz 9');
      await outside.getByLabel('Repeat password').fill('lantern harbour quartz 9');
      await picture(outside, 'portal-activate');
      await outside.getByRole('button', { name: 'Save and sign in' }).click();
      await expect(outside).toHaveURL(/\/(documents|account)$/);
      await expect(outside.getByRole('link', { name: 'Responses' })).toHaveCount(0);
      await outside.goto(new URL('/account', address).href);
      await expect(outside.getByRole('heading', { level: 1, name: 'My account' })).toBeVisible();
      await picture(outside, 'portal-account');
      await context.close();
    });

    await test.step('SGN-4: ready afterwards', async () => {
      await page.reload();
      await expect(page.getByRole('row', { name: /Agda Holm/ })).toContainText('Ready');
      await page.getByRole('button', { name: 'Filter' }).click();
      await page.getByRole('menuitemcheckbox', { name: 'Readiness: Not ready' }).click();
      await expect(page.getByText('Nothing matches')).toBeVisible();
    });
  });

  test('ADM-3 SGN-4: what is missing leads to where it is mended, and back', async ({ full }) => {
    const { page, go } = full;
    await go('/settings/features/general');
    const contracts = page.getByRole('checkbox', { name: 'Use Contracts' });
    if (!(await contracts.isChecked())) {
      await contracts.check();
      await page.getByRole('button', { name: 'Save' }).click();
    }
    await go('/users/new?type=individual');
    await page.getByRole('textbox', { name: 'First name' }).fill('Bo');
    await page.getByRole('textbox', { name: 'Last name' }).fill('Ek');
    await page.getByRole('textbox', { name: 'Login' }).fill('bo.ek');
    await page.getByRole('button', { name: 'Apply' }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'Bo Ek' })).toBeVisible();
    await go('/signers?q=bo+ek');
    await page.getByRole('button', { name: 'Bo Ek' }).click();
    const panel = page.getByRole('complementary', { name: 'Bo Ek' });
    await panel.getByRole('link', { name: 'Choose account roles' }).first().click();
    await page.getByRole('checkbox', { name: 'Partner Portal User' }).check();
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'Signers' })).toBeVisible();
    await expect(page.getByRole('row', { name: /Bo Ek/ })).not.toContainText('Portal login right');
    await expect(page.getByRole('row', { name: /Bo Ek/ })).toContainText('Affiliation');
  });
});
