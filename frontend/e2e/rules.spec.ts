import { createServer } from 'node:net';
import { expect, test } from './fixtures';
import { freePort } from './server';

const LONG =
  'Zürcher Beratungsverbund für Organisationsentwicklung, Führungskräftebildung und Zusammenarbeit e. V. (Geschäftsstelle Nordostschweiz)';

test('SET-2 SET-3: one feature needs the other, and one that is off is off for everybody', async ({
  full: { page, go, portal },
}) => {
  const tabs = page.getByRole('navigation', { name: 'Features' }).getByRole('link');
  expect((await page.request.get(`${portal}/register`)).status()).toBe(200);

  await go('/settings/features/general');
  await page.getByRole('checkbox', { name: 'Use Organization', exact: true }).uncheck();
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('alert')).toContainText('every Assessment Manager belongs to one');
  await expect(tabs).toHaveCount(4);
  await page.getByRole('button', { name: 'Tick Use Organization' }).click();
  await expect(page.getByRole('checkbox', { name: 'Use Organization', exact: true })).toBeChecked();

  await page.getByRole('checkbox', { name: 'Use Partner Portal', exact: true }).uncheck();
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(tabs).toHaveText(['General', 'Organizations', 'Site Text']);
  await expect(page.getByRole('link', { name: 'Registrations', exact: true })).toHaveCount(0);
  expect((await page.request.get(`${portal}/register`)).status()).toBe(404);
  await go('/settings/features/partner-portal');
  await expect(page.getByRole('heading', { level: 1, name: 'Not available' })).toBeVisible();

  await go('/settings/features/general');
  await page.getByRole('checkbox', { name: 'Use Partner Portal', exact: true }).check();
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(tabs).toHaveCount(4);
  expect((await page.request.get(`${portal}/register`)).status()).toBe(200);
});

test('SET-5: a taken port is said exactly, and a free one mends it', async ({ empty: { page, go } }) => {
  const taken = createServer();
  const port = await new Promise<number>((done) =>
    taken.listen(0, '127.0.0.1', () => done((taken.address() as { port: number }).port)),
  );
  try {
    const card = page.getByRole('region', { name: 'Portal', exact: true });
    await expect(card.getByText('Portal is stopped')).toBeVisible();
    await go('/settings/listener');
    const field = page.getByRole('textbox', { name: 'Port', exact: true });
    await field.fill(String(port));
    await page.getByRole('button', { name: 'Save' }).click();
    await expect(page.getByText('Listener settings saved.')).toBeVisible();
    await card.getByRole('button', { name: 'Start' }).click();
    await expect(card.getByText('Portal can’t start')).toBeVisible();
    await expect(card).toContainText(String(port));
    await field.fill(String(await freePort()));
    await page.getByRole('button', { name: 'Save' }).click();
    await expect(card.getByText('Portal is open')).toBeVisible();
    await card.getByRole('button', { name: 'Stop' }).click();
    await expect(card.getByText('Portal is stopped')).toBeVisible();
  } finally {
    taken.close();
  }
});

test('PRT-1 PRT-5 USR-7: registration closes at once, the list can be hidden, the Model User is protected', async ({
  full: { page, go, portal },
}) => {
  await go('/settings/features/partner-portal');
  await page.getByRole('combobox', { name: 'Require Organization Level' }).click();
  await page.getByRole('option', { name: 'Level 1' }).click();
  await expect(page.getByText(/asks partners to choose one of \d+ organizations/)).toBeVisible();
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('button', { name: 'Save' })).toHaveCount(0);
  expect(await (await page.request.get(`${portal}/register`)).text()).toContain('Nordic Network');
  await page.getByRole('checkbox', { name: 'List the organizations to choose from' }).uncheck();
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('button', { name: 'Save' })).toHaveCount(0);
  expect(await (await page.request.get(`${portal}/register`)).text()).not.toContain('Nordic Network');

  await page.getByRole('checkbox', { name: 'Allow External Organization Creation' }).uncheck();
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('button', { name: 'Save' })).toHaveCount(0);
  const closed = await page.request.get(`${portal}/register`);
  expect(await closed.text()).not.toContain('Organization name');
  await page.getByRole('checkbox', { name: 'Allow External Organization Creation' }).check();
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('button', { name: 'Save' })).toHaveCount(0);

  await go('/users?q=model');
  await page.getByRole('button', { name: /^Model User/ }).click();
  const panel = page.getByRole('complementary');
  await panel.getByRole('button', { name: 'Suspend' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Suspend' }).click();
  await expect(dialog.getByRole('alert')).toBeVisible();
  await dialog.getByRole('button', { name: 'Open Partner Portal' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Partner Portal' })).toBeVisible();
});

test('ORG-2 ORG-3 ORG-4 ORG-5: names, keys, search and the archive', async ({ full: { page, go, site } }) => {
  const parent = site.demo?.parent ?? '';
  const link = site.demo?.registration_url_with_parent ?? '';
  const dialog = page.getByRole('dialog');

  await test.step('ORG-2: a taken name is refused beside its field', async () => {
    await go('/organizations/new');
    await page.getByRole('textbox', { name: 'Name', exact: true }).fill(parent.toUpperCase());
    await page.getByRole('button', { name: 'Save' }).click();
    await expect(page.getByRole('textbox', { name: 'Name', exact: true })).toBeFocused();
    await expect(page.getByRole('textbox', { name: 'Name', exact: true })).toHaveAttribute('aria-invalid', 'true');
    await page.getByRole('button', { name: 'Cancel' }).click();
    await dialog.getByRole('button', { name: 'Leave without saving' }).click();
  });

  await test.step('ORG-4: search as you type, filters as chips, the address keeps them', async () => {
    await expect(page.getByRole('heading', { level: 1, name: 'Organizations' })).toBeVisible();
    await page.keyboard.press('/');
    await page.keyboard.type(parent.slice(0, 6).toLowerCase());
    await expect(page.getByRole('searchbox')).toHaveValue(parent.slice(0, 6).toLowerCase());
    await expect(page.getByRole('button', { name: parent, exact: true })).toBeVisible();
    await page.getByRole('button', { name: 'Filter', exact: true }).click();
    await page.getByRole('menuitemcheckbox', { name: 'Level: Level 1' }).click();
    await expect(page.getByText('1 shown', { exact: true })).toBeVisible();
    await page.reload();
    await expect(page.getByText('1 shown', { exact: true })).toBeVisible();
    await page.getByRole('button', { name: 'Remove filter Level: Level 1' }).click();
  });

  await test.step('ORG-3: replacing the key makes every earlier link useless', async () => {
    expect((await page.request.get(link)).status()).toBe(200);
    await page.getByRole('button', { name: parent, exact: true }).click();
    const field = page.getByRole('textbox', { name: `Registration link under ${parent}` });
    await expect(field).toHaveValue(link);
    await page.getByRole('button', { name: 'Replace key' }).click();
    await dialog.getByRole('button', { name: 'Replace key' }).click();
    await expect(field).not.toHaveValue(link);
    expect((await page.request.get(link)).status()).toBe(410);
    expect((await page.request.get(await field.inputValue())).status()).toBe(200);
    await page.getByRole('button', { name: 'Copy link' }).click();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(await field.inputValue());
  });

  await test.step('ORG-5: archiving takes the branch along and undo brings it back', async () => {
    const now = await page.getByRole('textbox', { name: `Registration link under ${parent}` }).inputValue();
    await page.getByRole('button', { name: 'Archive', exact: true }).click();
    await expect(dialog).toContainText(/\d+ organizations go to the archive/);
    await dialog.getByRole('button', { name: 'Archive' }).click();
    await expect(page.getByRole('complementary').getByText('Archived', { exact: true })).toBeVisible();
    expect((await page.request.get(now)).status()).toBe(410);
    await page.getByRole('button', { name: 'Undo' }).click();
    await expect(page.getByRole('complementary').getByText('Active', { exact: true })).toBeVisible();
    expect((await page.request.get(now)).status()).toBe(200);
  });
});

test('USR-4 USR-5 MAIL-1: a copied user, an activation shown once, and its mail', async ({ full: { page, go } }) => {
  await go('/users');
  await page.getByRole('button', { name: 'Inger Dahl' }).click();
  await page.getByRole('complementary').getByRole('link', { name: 'Open' }).click();
  await page.getByRole('link', { name: 'Copy user' }).click();
  await expect(page.getByRole('textbox', { name: 'Email' })).toHaveValue('');
  await expect(page.getByRole('checkbox', { name: 'Leadership Check' })).toBeChecked();
  await page.getByRole('textbox', { name: 'First name' }).fill('Ole');
  await page.getByRole('textbox', { name: 'Last name' }).fill('Dahl');
  await page.getByRole('textbox', { name: 'Email' }).fill('ole.dahl@halden.example');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Ole Dahl' })).toBeVisible();
  await expect(page.getByText('None yet')).toBeVisible();

  await page.getByRole('button', { name: 'Send activation' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Send activation' }).click();
  const code = await page.getByRole('textbox', { name: 'Activation code' }).inputValue();
  expect(code.length).toBeGreaterThanOrEqual(12);
  await page.getByRole('button', { name: 'Done' }).click();
  await expect(page.getByText(code)).toHaveCount(0);
  expect(await page.locator('input[type="password"]').count()).toBe(0);

  await go('/outbox?q=ole.dahl');
  await page.getByRole('button', { name: 'Ole Dahl' }).first().click();
  const mail = page.getByRole('complementary');
  await expect(mail.getByRole('region', { name: 'Text' })).toContainText(code);
  const download = page.waitForEvent('download');
  await mail.getByRole('button', { name: 'Save .eml' }).click();
  expect((await download).suggestedFilename()).toMatch(/\.eml$/);
  await mail.getByRole('button', { name: 'Copy text' }).click();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toContain(code);
});

test('TXT-2 TXT-4: a text with its preview on the real page', async ({ full: { page, go, portal } }) => {
  await go('/settings/features/site-text/partner_portal_initiation');
  const field = page.getByRole('textbox', { name: 'Text', exact: true });
  await field.fill('Welcome to <script>alert(1)</script>\n\n{{nobody.name}}');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(field).toBeFocused();
  await expect(page.getByText(/line 3/i)).toBeVisible();

  await field.fill('Welcome ');
  await page.getByRole('button', { name: '{{site.name}}' }).click();
  await page.keyboard.type(' bold');
  await page.keyboard.press('Shift+Home');
  await page.getByRole('button', { name: 'Bold' }).click();
  await expect(field).toHaveValue('**Welcome {{site.name}} bold**');
  const preview = page.frameLocator('iframe');
  await expect(preview.getByText('Welcome Northwind Partners bold')).toBeVisible();
  expect(
    await preview.locator('body').evaluate((body) => getComputedStyle(body).fontFamily),
    'the page is shown in its own style',
  ).not.toContain('Times');
  await page.keyboard.press('Control+S');
  await expect(page.getByRole('button', { name: 'Save' })).toHaveCount(0);
  expect(await (await page.request.get(`${portal}/register`)).text()).toContain(
    '<strong>Welcome Northwind Partners bold</strong>',
  );

  await page.getByRole('button', { name: 'Restore default' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Restore default' }).click();
  await expect(field).not.toHaveValue(/bold/);
});

test('ASM-2 ASM-3: a broken definition is reported with its places, a good one comes in and goes out', async ({
  full: { page, go },
}) => {
  await go('/assessments');
  await page.getByRole('button', { name: 'Leadership Check' }).click();
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Export JSON' }).click();
  const definition = await (await (await download).createReadStream()).toArray();
  const text = Buffer.concat(definition as Buffer[]).toString('utf8');

  await go('/assessments');
  await page.getByRole('button', { name: 'Import', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: 'Import an assessment' });
  await dialog.getByRole('textbox', { name: 'Definition' }).fill('{\n  "name": "Broken",\n  "sections": "none"\n}');
  await dialog.getByRole('button', { name: 'Import', exact: true }).last().click();
  await expect(dialog.getByRole('alert')).toContainText('sections');
  await expect(dialog.getByRole('alert').getByRole('row').nth(1)).toContainText(/\d+/);

  await dialog
    .getByRole('textbox', { name: 'Definition' })
    .fill(text.replaceAll('Leadership Check', 'Leadership Check Two'));
  await dialog.getByRole('button', { name: 'Import', exact: true }).last().click();
  await expect(page.getByRole('heading', { level: 1, name: /Leadership Check/ })).toBeVisible();
  await page.getByRole('button', { name: 'Publish', exact: true }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Publish' }).click();
  await expect(page.getByRole('row', { name: /^2 Published/ })).toBeVisible();
  await expect(page.getByRole('row', { name: /^1 Retired/ })).toBeVisible();
});

test('SEC-37: hostile, long and right-to-left names are words on every screen', async ({ full: { page, go } }) => {
  let dialogs = 0;
  page.on('dialog', (dialog) => {
    dialogs++;
    dialog.dismiss();
  });
  for (const name of [
    '<script>alert("x")</script>',
    '<img src=x onerror=alert(1)>',
    'معهد الشرق للتدريب',
    '🚀 Søns',
    LONG,
  ]) {
    await go('/organizations/new');
    await page.getByRole('textbox', { name: 'Name', exact: true }).fill(name);
    await page.getByRole('textbox', { name: 'Notes' }).fill(name);
    await page.getByRole('button', { name: 'Save' }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(name);
  }
  for (const address of [
    '/',
    '/organizations',
    '/organizations?view=list',
    '/users/new',
    '/settings/features/partner-portal',
  ]) {
    await go(address);
    expect(await page.locator('main').evaluate((main) => main.scrollWidth <= main.clientWidth)).toBe(true);
  }
  await go('/organizations');
  await expect(page.getByRole('button', { name: '<img src=x onerror=alert(1)>' })).toBeVisible();
  expect(dialogs).toBe(0);
});

test('SEC-29 SEC-50: the interface asks for nothing but itself, and nobody enters by a used link', async ({
  full: { page, go },
  browser,
}) => {
  const asked = new Set<string>();
  page.on('request', (request) => asked.add(new URL(request.url()).origin));
  await go('/settings/features/site-text/partner_portal_initiation');
  await page.reload();
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  expect([...asked].filter((origin) => origin !== 'null')).toEqual([new URL(page.url()).origin]);

  const stranger = await browser.newContext();
  const other = await stranger.newPage();
  const answer = await other.goto(new URL(page.url()).origin);
  expect(answer?.status()).toBeGreaterThanOrEqual(400);
  const call = await stranger.request.post(`${new URL(page.url()).origin}/call/Users/List`, { data: [{}] });
  expect(call.status()).toBeGreaterThanOrEqual(400);
  await stranger.close();
});
