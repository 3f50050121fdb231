import { expect, test } from './fixtures';
import { choose, press, save, tabTo, tick, write } from './keyboard';
import { register } from './registration';
import { freePort } from './server';

test('SET-1 ORG-1 ASM-2 ASM-3 USR-2 USR-3 PRT-1 PRT-2 PRT-3 PRT-4 SET-5 REG-2: from an empty site to a registered partner, by keyboard alone', async ({
  empty: { page },
}) => {
  const link = (name: string) => page.getByRole('link', { name, exact: true });
  const navigation = page.getByRole('navigation', { name: 'Main navigation' });
  const button = (name: string) => page.getByRole('button', { name, exact: true });

  await test.step('SET-1: switch both features on; their tabs and places appear at once', async () => {
    const guide = page.getByRole('region', { name: 'Setting up the Partner Portal' });
    await press(page, guide.getByRole('link').first());
    await expect(page.getByRole('heading', { level: 1, name: 'General' })).toBeVisible();
    const tabs = page.getByRole('navigation', { name: 'Features' }).getByRole('link');
    await expect(tabs).toHaveText(['General', 'Site Text']);
    await tick(page, 'Use Organization');
    await tick(page, 'Use Partner Portal');
    await save(page);
    await expect(tabs).toHaveText(['General', 'Organizations', 'Partner Portal', 'Site Text']);
    await expect(navigation.getByRole('link', { name: 'Organizations' })).toBeVisible();
    await expect(navigation.getByRole('link', { name: 'Registrations' })).toBeVisible();
  });

  await test.step('ORG-1: a Model Organization', async () => {
    await press(page, page.getByRole('navigation', { name: 'Features' }).getByRole('link', { name: 'Organizations' }));
    await expect(page.getByRole('heading', { name: 'No organizations yet' })).toBeVisible();
    await press(page, link('New organization').first());
    await write(page, 'Name', 'Model Organization');
    await page.keyboard.press('Control+S');
    await expect(page.getByRole('heading', { level: 1, name: 'Model Organization' })).toBeVisible();
    await expect(page.getByRole('textbox', { name: 'Organization key' })).toHaveValue(/^&org=/);
  });

  await test.step('ASM-2 ASM-3: import a sample and publish it', async () => {
    await press(page, navigation.getByRole('link', { name: 'Assessments' }));
    await press(page, button('Import').first());
    const dialog = page.getByRole('dialog', { name: 'Import an assessment' });
    await press(page, dialog.getByRole('listitem').first().getByRole('button'));
    await press(page, button('Publish'));
    const question = page.getByRole('dialog', { name: /^Publish version 1 of/ });
    await press(page, question.getByRole('button', { name: 'Publish' }));
    await expect(question).toHaveCount(0);
    await expect(page.getByRole('table').getByText('Published')).toBeVisible();
  });
  const assessment = (await page.getByRole('heading', { level: 1 }).textContent()) ?? '';

  await test.step('USR-2 USR-3: a Model User with organization, assessment and a restriction', async () => {
    await press(page, navigation.getByRole('link', { name: 'Users', exact: true }));
    await expect(page.getByRole('heading', { level: 1, name: 'User Management' })).toBeVisible();
    await press(page, link('New user').first());
    await write(page, 'First name', 'Mona');
    await write(page, 'Last name', 'Model');
    await write(page, 'Email', 'mona.model@example.com');
    await choose(page, 'Organizations', 'Model', /^Model Organization/);
    await page.keyboard.press('Escape');
    await tick(page, assessment);
    await tick(page, 'Hide Organization Settings');
    await page.keyboard.press('Control+S');
    await expect(page.getByRole('heading', { level: 1, name: 'Mona Model' })).toBeVisible();
  });

  await test.step('PRT-1 PRT-2 PRT-3 PRT-4: the Partner Portal settings', async () => {
    await press(page, navigation.getByRole('link', { name: 'Features' }));
    await press(page, link('Partner Portal'));
    await tick(page, 'Allow External Organization Creation');
    await page.keyboard.press('Control+S');
    await expect(page.getByRole('combobox', { name: 'Model User' })).toBeFocused();
    await choose(page, 'Model User', '', /Mona Model/);
    await expect(page.getByText(/Every new partner gets 1 assessment and 1 access restriction/)).toBeVisible();
    await choose(page, 'Default Resource Allocation', '', 'Unlimited');
    await tick(page, 'Allow Organization Self-Management');
    await tick(page, 'Allow Organization User-Management');
    await save(page);
    await expect(page.getByRole('textbox', { name: 'Registration link' })).toHaveValue(/\/register$/);
  });

  await test.step('SET-5: the listener', async () => {
    await press(page, navigation.getByRole('link', { name: 'Portal listener' }));
    await write(page, 'Port', String(await freePort()));
    await save(page);
    await press(page, page.getByRole('region', { name: 'Portal', exact: true }).getByRole('button', { name: 'Start' }));
    await expect(page.getByText('Portal is open', { exact: true })).toBeVisible();
  });

  const url = await test.step('PRT-1: Copy URL', async () => {
    await press(page, navigation.getByRole('link', { name: 'Features' }));
    await press(page, link('Partner Portal'));
    await press(page, button('Copy URL'));
    await expect(page.getByText('Registration link copied')).toBeVisible();
    return page.evaluate(() => navigator.clipboard.readText());
  });

  await test.step('REG-2: somebody registers over plain HTTP', async () => {
    const answer = await register(page.request, url, {
      'Organization name': 'Halden AS',
      'First name': 'Inger',
      'Last name': 'Dahl',
      Email: 'inger.dahl@halden.example',
      Password: 'seventeen quiet boats',
      'Repeat password': 'seventeen quiet boats',
    });
    expect(answer.status()).toBe(303);
    expect(answer.headers().location).toContain('/register/done');
  });

  await test.step('REG-2 REG-5: the partner is in Organizations, Users and Registrations', async () => {
    await press(page, navigation.getByRole('link', { name: 'Organizations' }));
    await expect(page.getByRole('heading', { level: 1, name: 'Organizations' })).toBeVisible();
    await page.keyboard.press('/');
    await page.keyboard.type('halden');
    await expect(page.getByText('1 shown')).toBeVisible();
    await press(page, button('Halden AS'));
    const panel = page.getByRole('complementary', { name: 'Halden AS' });
    await expect(panel.getByText('Unlimited')).toBeVisible();
    await press(page, panel.getByRole('link', { name: 'Inger Dahl' }));
    await expect(page.getByRole('checkbox', { name: assessment, exact: true })).toBeChecked();
    await expect(page.getByRole('checkbox', { name: 'Hide Organization Settings' })).toBeChecked();
    await press(page, navigation.getByRole('link', { name: 'Registrations' }));
    await expect(page.getByRole('row', { name: /Halden AS.*Inger Dahl.*Admitted/ })).toBeVisible();
    await tabTo(page, button('Halden AS'));
  });
});
