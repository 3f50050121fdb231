import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { deflateSync } from 'node:zlib';
import { expect, test } from './fixtures';
import { register } from './registration';

test('LNK-1 SEC-19: a named link is made, handed out, paused, opened again and revoked', async ({
  full: { page, go },
}) => {
  await go('/links');
  await page.getByRole('link', { name: 'New link' }).click();
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill('Spring fair');
  await page.getByRole('combobox', { name: 'Parent' }).fill('nordic');
  await page
    .getByRole('option', { name: /Nordic/ })
    .first()
    .click();
  await page.getByRole('textbox', { name: 'Number of uses' }).fill('2');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Spring fair' })).toBeVisible();

  const address = await page.getByRole('textbox', { name: 'Registration link' }).inputValue();
  const status = async () => (await page.request.get(address)).status();
  expect(address).toContain('/register?link=');
  expect(await status()).toBe(200);
  expect(await page.getByRole('img', { name: 'QR code' }).getAttribute('src')).toContain('data:image/svg+xml');

  await page.getByRole('button', { name: 'Pause' }).click();
  await expect(page.getByText('“Spring fair” is paused.')).toBeVisible();
  expect(await status()).toBe(410);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByText('“Spring fair” is open.')).toBeVisible();
  expect(await status()).toBe(200);

  await page.getByRole('button', { name: 'Revoke' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Revoke' }).click();
  await expect(page.getByText('“Spring fair” is revoked.')).toBeVisible();
  expect(await status()).toBe(410);
  await expect(page.getByRole('button', { name: 'Pause' })).toHaveCount(0);
});

test('ORG-7: the page of an organization shows each side of it', async ({ full: { page, go } }) => {
  await go('/organizations');
  await page.getByRole('searchbox', { name: 'Search organizations' }).fill('halden rådgivning as');
  await page.getByRole('button', { name: 'Halden Rådgivning AS', exact: true }).press('Enter');
  await page.getByRole('complementary').getByRole('link', { name: 'Open', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Halden Rådgivning AS', exact: true })).toBeVisible();
  const tabs = page.getByRole('navigation', { name: 'Sides of this organization' });
  const shows: Record<string, RegExp> = {
    Overview: /Organization key/,
    People: /@/,
    Responses: /Completed/,
    Allotments: /Unlimited|Available/,
    History: /Halden/,
  };
  for (const [name, text] of Object.entries(shows)) {
    await tabs.getByRole('link', { name, exact: true }).click();
    await expect(page.locator('main')).toContainText(text);
  }
});

test('REG-5: a registration that needs approval waits, and signs in once it is approved', async ({
  full: { page, go, portal },
}) => {
  await go('/links/new');
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill('By hand');
  await page.getByRole('checkbox', { name: 'Needs approval' }).check();
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'By hand' })).toBeVisible();
  const address = await page.getByRole('textbox', { name: 'Registration link' }).inputValue();

  const person = { email: 'patient@waiting.example', password: 'harbour lantern quartz 9' };
  const sent = await register(page.request, address, {
    'Organization name': 'Waiting AS',
    'First name': 'Ida',
    'Last name': 'Berg',
    Email: person.email,
    Password: person.password,
    'Repeat password': person.password,
  });
  expect(sent.status()).toBe(303);
  const done = await page.request.get(new URL(sent.headers().location ?? '', portal).href);
  expect(done.url()).toContain('/register/done');
  expect(await done.text()).toContain('waiting for approval');
  const signIn = () =>
    page.request.post(`${portal}/login`, { form: { identifier: person.email, password: person.password } });
  expect((await signIn()).status()).toBe(401);

  await go('/registrations?state=pending');
  await page.getByRole('button', { name: 'Waiting AS' }).click();
  await page.getByRole('textbox', { name: 'Note' }).fill('Welcome aboard.');
  await page.getByRole('button', { name: 'Approve' }).click();
  await expect(page.getByText('1 registration approved.')).toBeVisible();
  expect((await signIn()).url()).toContain('/home');
});

test('REG-5: many registrations are decided at once, and those decided before stay as they are', async ({
  full: { page, go, portal },
}) => {
  await go('/links/new');
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill('Many by hand');
  await page.getByRole('checkbox', { name: 'Needs approval' }).check();
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Many by hand' })).toBeVisible();
  const address = await page.getByRole('textbox', { name: 'Registration link' }).inputValue();
  const names = ['Fjord Crew', 'Fjord Mates'];
  for (const name of names) {
    const sent = await register(page.request, address, {
      'Organization name': name,
      'First name': 'Ida',
      'Last name': 'Berg',
      Email: `${name.replace(' ', '.').toLowerCase()}@waiting.example`,
      Password: 'harbour lantern quartz 9',
      'Repeat password': 'harbour lantern quartz 9',
    });
    expect(sent.status()).toBe(303);
  }

  await go('/registrations?state=pending');
  await expect(page.getByRole('button', { name: 'Fjord Crew' })).toBeVisible();
  await expect(page.getByRole('checkbox', { name: /^Select/ })).toHaveCount(3);
  await page.getByRole('checkbox', { name: 'Select all shown' }).check();
  await page.getByRole('button', { name: 'Decide 2' }).click();
  const dialog = page.getByRole('dialog', { name: 'Decide 2 registrations' });
  await dialog.getByRole('textbox', { name: 'Note' }).fill('Glad to have you.');
  await dialog.getByRole('button', { name: 'Approve 2' }).click();
  await expect(page.getByText('2 registrations approved.')).toBeVisible();
  await expect(dialog).toHaveCount(0);
  for (const name of names) {
    const answer = await page.request.post(`${portal}/login`, {
      form: {
        identifier: `${name.replace(' ', '.').toLowerCase()}@waiting.example`,
        password: 'harbour lantern quartz 9',
      },
    });
    expect(answer.url()).toContain('/home');
  }

  await go('/registrations?state=admitted');
  await page.getByRole('checkbox', { name: 'Select Fjord Crew' }).check();
  await expect(page.getByRole('button', { name: 'Decide', exact: true })).toBeDisabled();
});

test('LNK-2: the kit of many organizations is saved as a table and on paper', async ({ full: { page, go } }) => {
  await go('/links/kit');
  await expect(page.getByText(/^\d+ registration links$/)).toBeVisible();
  const count = Number.parseInt((await page.getByText(/^\d+ registration links$/).textContent()) ?? '', 10);
  const save = async (button: string) => {
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: button }).click();
    return await (await download).path();
  };
  const table = readFileSync(await save('CSV'), 'utf8');
  expect(table.match(/\/register\?org=/g)?.length).toBeGreaterThanOrEqual(count);
  const paper = await save('PDF to print');
  expect(execFileSync('qpdf', ['--check', paper]).toString()).toContain('No syntax or stream encoding errors');
  await page.getByRole('textbox', { name: 'Name contains' }).fill('no such organization');
  await expect(page.getByRole('heading', { name: 'No organization to make links for' })).toBeVisible();

  await go('/organizations?view=list&q=bruckner');
  await page.getByRole('checkbox', { name: 'Select Brückner & Söhne Beratung' }).click();
  await page.getByRole('region', { name: 'Selection' }).getByRole('link', { name: 'Link kit' }).click();
  await expect(page.getByText('1 organization chosen in the list')).toBeVisible();
  await expect(page.getByText('The first of them: Brückner & Söhne Beratung')).toBeVisible();
});

test('ADM-3: the keyboard alone finds an organization, an action and a screen', async ({ full: { page, go } }) => {
  await go('/');
  const find = async (words: string, choice: RegExp) => {
    await page.keyboard.press('Control+k');
    const field = page.getByRole('textbox', { name: 'Find anything' });
    await expect(field).toBeFocused();
    await page.keyboard.type(words);
    await expect(page.getByRole('dialog').getByText(choice).first()).toBeVisible();
    await page.keyboard.press('Enter');
    await expect(field).toHaveCount(0);
  };
  await find('nordic net', /Nordic Network/);
  await expect(page.getByRole('heading', { level: 1, name: 'Nordic Network' })).toBeVisible();
  await find('new link', /New registration link/);
  await expect(page.getByRole('heading', { level: 1, name: 'New link' })).toBeVisible();
  await find('audit', /Audit Log/);
  await expect(page.getByRole('heading', { level: 1, name: 'Audit Log' })).toBeVisible();
});

test('ADM-3: the columns of a list stay as they were chosen', async ({ full: { page, go } }) => {
  await go('/links');
  await expect(page.getByRole('columnheader', { name: 'Created' })).toHaveCount(0);
  await page.getByRole('button', { name: 'Columns' }).click();
  await page.getByRole('menuitemcheckbox', { name: 'Created' }).click();
  await expect(page.getByRole('columnheader', { name: 'Created' })).toBeVisible();
  await page.evaluate(() => localStorage.clear());
  await page.reload();
  await expect(page.getByRole('columnheader', { name: 'Created' })).toBeVisible();
});

test('ADM-6 SEC-43: a change stands in the log with before and after, and a tampered log is found', async ({
  full: { page, go, site },
}) => {
  await go('/organizations/1/settings');
  await page.getByRole('textbox', { name: 'City' }).fill('Trondheim');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('Organization saved.')).toBeVisible();
  await go('/organizations/1/history');
  await page.getByRole('button', { name: 'Changed', exact: true }).first().click();
  const panel = page.getByRole('complementary');
  await expect(panel.getByRole('row', { name: 'City Oslo Trondheim' })).toBeVisible();

  const verify = async () => {
    await go('/audit');
    await page.getByRole('button', { name: 'Verify' }).click();
    const dialog = page.getByRole('dialog');
    await expect(dialog.getByText(/The log holds|first broken one/)).toBeVisible();
    return dialog;
  };
  const whole = await verify();
  await expect(whole).toContainText('none changed, none missing');
  await whole.getByRole('button', { name: 'Close' }).click();
  execFileSync('sqlite3', [
    '-cmd',
    '.timeout 5000',
    site.database,
    "UPDATE audit_entries SET after = '{}' WHERE id = 3",
  ]);
  const dialog = await verify();
  await expect(dialog).toContainText('Entry 3 is the first broken one');
  await expect(dialog).toContainText('2 entries before it hold.');
});

test('ORG-6 SEC-39: a logo and colours are shown before they are saved, and then in the portal', async ({
  full: { page, go, portal },
}) => {
  await go('/organizations/1/branding');
  const choose = async (name: string, buffer: Buffer) => {
    const chooser = page.waitForEvent('filechooser');
    await page.getByRole('button', { name: /^Choose a(nother)? logo/ }).click();
    await (await chooser).setFiles({ name, mimeType: 'image/png', buffer });
  };
  await choose('logo.png', Buffer.from('<svg onload="alert(1)"/>'));
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('This is no picture that can be read.').first()).toBeVisible();

  await choose('logo.png', picture(60, 20));
  await page.getByRole('textbox', { name: 'Primary colour' }).fill('#ffee00');
  const frame = page.frameLocator('iframe[title="The portal’s page"]');
  await expect(frame.locator('img.logo')).toBeVisible();
  await expect(page.getByText(/On light pages it would be hard to read/)).toBeVisible();
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('Branding saved.')).toBeVisible();
  expect(await (await page.request.get(`${portal}/register`)).text()).toContain('/look/ffee00-ffee00.css');
});

/** A PNG of one colour. */
function picture(width: number, height: number): Buffer {
  const table = Array.from({ length: 256 }, (_, n) => {
    let c = n;
    for (let bit = 0; bit < 8; bit++) c = c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1;
    return c >>> 0;
  });
  const crc = (bytes: Buffer) => {
    let c = 0xffffffff;
    for (const byte of bytes) c = (table[(c ^ byte) & 255] ?? 0) ^ (c >>> 8);
    return (c ^ 0xffffffff) >>> 0;
  };
  const number = (value: number) => {
    const bytes = Buffer.alloc(4);
    bytes.writeUInt32BE(value >>> 0);
    return bytes;
  };
  const chunk = (kind: string, data: Buffer) => {
    const body = Buffer.concat([Buffer.from(kind), data]);
    return Buffer.concat([number(data.length), body, number(crc(body))]);
  };
  const rows = Buffer.alloc(height * (1 + width * 3), 90);
  for (let row = 0; row < height; row++) rows[row * (1 + width * 3)] = 0;
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', Buffer.concat([number(width), number(height), Buffer.from([8, 2, 0, 0, 0])])),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}
