import { generateKeyPairSync } from 'node:crypto';
import type { Locator, Page } from '@playwright/test';
import { expect, test } from './fixtures';

const PARTNER = 'Halden Rådgivning AS';
const SIGNER = 'Solveig Nygård';

/** A certificate of nobody, good until 2120; what was its key is not kept. */
const CERTIFICATE = `-----BEGIN CERTIFICATE-----
MIIBUDCB96ADAgECAgEHMAoGCCqGSM49BAMCMCAxHjAcBgNVBAMTFU5vcnRod2lu
ZCBQYXJ0bmVycyBBUzAgFw0yMDAxMDEwMDAwMDBaGA8yMTIwMDEwMTAwMDAwMFow
IDEeMBwGA1UEAxMVTm9ydGh3aW5kIFBhcnRuZXJzIEFTMFkwEwYHKoZIzj0CAQYI
KoZIzj0DAQcDQgAEejhuyAXXo9VdsnXL3MvojHDhaLWHSOnYS6gQze4yHPfS3rYh
SMTvAnF/1Ej5LBpY3lb6baKYmxCBlvn9hc6RUqMgMB4wDgYDVR0PAQH/BAQDAgbA
MAwGA1UdEwEB/wQCMAAwCgYIKoZIzj0EAwIDSAAwRQIhAKlAyrJ3fmRYWa7ztBmy
6nf/C81Z1+Uo6o5UhMffUCAhAiBqlvGDX294OfujAacqyk1ZhM9kh0/gQ2mDZVjJ
3akZ8g==
-----END CERTIFICATE-----
`;

const heading = (page: Page, name: string) => page.getByRole('heading', { level: 1, name, exact: true });
const button = (within: Page | Locator, name: string) => within.getByRole('button', { name, exact: true });

/** Types into a list that searches, and takes what it finds. */
async function pick(within: Page | Locator, page: Page, label: string, typed: string, option: RegExp) {
  await within.getByRole('combobox', { name: label, exact: true }).fill(typed);
  await page.getByRole('option', { name: option }).first().click();
}

/** Answers the question that stands open, and waits until it is gone. */
async function answer(page: Page, question: string, word: string) {
  const dialog = page.getByRole('dialog', { name: question });
  await button(dialog, word).click();
  await expect(dialog).toHaveCount(0);
}

test('DOC-1 to DOC-7: a contract at the desk, from its first document to a withdrawn one', async ({
  full: { page, go },
}) => {
  await test.step('DOC-1: a new contract', async () => {
    await go('/contracts');
    await page.getByRole('link', { name: 'New contract', exact: true }).click();
    await page.getByRole('textbox', { name: 'Name', exact: true }).fill('Coaching 2027');
    await pick(page, page, 'Organization', 'halden', new RegExp(`^${PARTNER}`));
    await button(page, 'Save').click();
    await expect(heading(page, 'Coaching 2027')).toBeVisible();
  });

  await test.step('DOC-2: a text whose reserved word has no value says so, before and when it is asked to send', async () => {
    await button(page, 'Write a text').click();
    await expect(heading(page, 'New text')).toBeVisible();
    await page.getByRole('textbox', { name: 'Title' }).fill('Coaching terms');
    await page.getByRole('textbox', { name: 'Text' }).fill('Coaching for {{organization.name}} under ');
    await button(page, '{{contract.number}}').click();
    await expect(page.getByRole('textbox', { name: 'Text' })).toHaveValue(/under \{\{contract.number\}\}$/);
    await page.getByRole('combobox', { name: 'Who' }).click();
    await page.getByRole('option', { name: 'A person' }).click();
    await pick(page, page, 'Person', 'solveig', new RegExp(SIGNER));
    // Send saves what was typed first: what is asked is about what is seen.
    await button(page, 'Send').click();
    const dialog = page.getByRole('dialog', { name: 'Send Coaching terms?' });
    const hole = /Without a value: \{\{contract.number\}\}/;
    await expect(dialog.getByText(hole)).toBeVisible();
    await button(dialog, 'Send').click();
    await expect(dialog.getByText(/There is no value for \{\{contract.number\}\}/)).toBeVisible();
    await button(dialog, 'Cancel').click();
    await expect(dialog).toHaveCount(0);
    await expect(page.getByText(hole)).toBeVisible();
  });

  await test.step('DOC-2: with its value it is previewed without holes', async () => {
    await page.getByRole('link', { name: 'Coaching 2027' }).click();
    await page.getByRole('textbox', { name: 'Number' }).fill('C-27');
    await button(page, 'Save').click();
    await expect(page.getByText('The contract is saved.')).toBeVisible();
    await button(page, 'Coaching terms').click();
    const preview = page.getByRole('region', { name: 'Preview' });
    await expect(preview.getByRole('img', { name: 'Page 1 of 1' })).toBeVisible();
    await expect(page.getByText(/Without a value/)).toHaveCount(0);
  });

  await test.step('DOC-4 DOC-7: sent, it waits for the signer', async () => {
    await button(page, 'Send').click();
    await answer(page, 'Send Coaching terms?', 'Send');
    const whom = page.getByRole('region', { name: 'Who must sign' });
    await expect(whom.getByText(SIGNER)).toBeVisible();
    await expect(whom.getByText('Their turn')).toBeVisible();
    await expect(page.getByText('0 of 1 signed')).toBeVisible();
    await expect(page.getByRole('textbox', { name: 'Title' })).toHaveCount(0);
    await go('/documents?q=coaching+terms');
    const row = page.getByRole('row', { name: /Coaching terms/ });
    await expect(row).toContainText('Waiting');
    await expect(row).toContainText(SIGNER);
  });

  await test.step('DOC-4: a correction that is begun and discarded leaves the version in force', async () => {
    await button(page, 'Coaching terms').click();
    await button(page, 'Begin a correction').click();
    await page.getByRole('textbox', { name: 'Title' }).fill('Other terms');
    await button(page, 'Save').click();
    await expect(page.getByText('The document is saved.')).toBeVisible();
    await button(page, 'Discard the correction').click();
    await expect(button(page, 'Begin a correction')).toBeVisible();
    await expect(heading(page, 'Coaching terms')).toBeVisible();
    await expect(page.getByRole('region', { name: 'Versions' }).getByText('Version 1')).toBeVisible();
  });

  await test.step('DOC-4: withdrawn with a reason, it says why', async () => {
    await button(page, 'Withdraw').click();
    await page.getByRole('textbox', { name: 'Reason' }).fill('The partner asked for other terms.');
    await answer(page, 'Withdraw Coaching terms?', 'Withdraw');
    await expect(page.getByText('Withdrawn', { exact: true })).toBeVisible();
    await expect(page.getByText('The partner asked for other terms.').first()).toBeVisible();
    await expect(button(page, 'Remind')).toHaveCount(0);
  });

  await test.step('DOC-1: a copy takes the documents along as drafts, and leaves the number', async () => {
    await page.getByRole('link', { name: 'Coaching 2027' }).click();
    await button(page, 'Copy').click();
    await answer(page, 'Copy 1 contract', 'Copy');
    await expect(heading(page, 'Coaching 2027 (copy)')).toBeVisible();
    await expect(page.getByRole('row', { name: /Coaching terms/ })).toContainText('Draft');
    await expect(page.getByRole('textbox', { name: 'Number' })).toHaveValue('');
  });

  await test.step('DOC-1: the same contract from a template for two organizations', async () => {
    await go('/contracts');
    await page.getByRole('link', { name: 'New contracts from a template' }).click();
    await page.getByRole('textbox', { name: 'Name', exact: true }).fill('Framework 2028');
    await pick(page, page, 'Template', 'frame', /^Framework agreement/);
    const search = page.getByRole('searchbox', { name: 'Search organizations' });
    for (const name of [PARTNER, 'Mwangi Safety Works']) {
      await search.fill(name);
      await expect(page.getByRole('checkbox', { name: 'All 1 organization that match' })).toBeVisible();
      await page.getByRole('checkbox', { name: new RegExp(`^${name}`) }).check();
    }
    await expect(page.getByText('2 selected')).toBeVisible();
    await button(page, 'Go on').click();
    await answer(page, 'Make 2 contracts?', 'Make 2 contracts');
    const made = page.getByRole('dialog', { name: 'Making the contracts' });
    await expect(made.getByText(/2 contracts made/)).toBeVisible();
    await button(made, 'Close').last().click();
    await expect(made).toHaveCount(0);
    const rows = page.getByRole('row', { name: /Framework 2028/ });
    await expect(rows).toHaveCount(2);
    await expect(rows.filter({ hasText: 'Mwangi Safety Works' })).toHaveCount(1);
  });

  await test.step('DOC-7: By signer leads to what waits for a person', async () => {
    await page.getByRole('link', { name: 'By signer' }).click();
    const person = page.getByRole('row', { name: new RegExp(SIGNER) });
    const waiting = Number(await person.getByRole('cell').nth(1).textContent());
    expect(waiting).toBeGreaterThan(0);
    await person.getByRole('button').click();
    await expect(page.getByText(`Waits for: ${SIGNER}`)).toBeVisible();
    const documents = page.getByRole('table', { name: 'Documents' }).getByRole('row');
    await expect(documents).toHaveCount(waiting + 1);
    await expect(documents.filter({ hasText: 'Coaching terms' })).toHaveCount(0);
  });
});

test('DOC-6: a certificate with another one’s key is refused in words, and the present one stays', async ({
  full: { page, go },
}) => {
  await go('/settings/signing-certificate');
  const fingerprint = page.getByRole('textbox', { name: 'Fingerprint (SHA-256)' });
  const before = await fingerprint.inputValue();
  await button(page, 'Use your firm’s own certificate').click();
  const dialog = page.getByRole('dialog', { name: 'Use your firm’s own certificate' });
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const give = async (field: string, name: string, text: string | Buffer) => {
    const [chooser] = await Promise.all([page.waitForEvent('filechooser'), button(dialog, field).click()]);
    await chooser.setFiles({ name, mimeType: 'application/x-pem-file', buffer: Buffer.from(text) });
    await expect(dialog.getByText(`${name}, chosen`)).toBeVisible();
  };
  await give('Certificate file: Choose file', 'firm.pem', CERTIFICATE);
  await give('Key file: Choose file', 'other.key', privateKey.export({ type: 'pkcs8', format: 'pem' }));
  await button(dialog, 'Replace').click();
  await expect(dialog.getByText('This key does not belong to the certificate.')).toBeVisible();
  await button(dialog, 'Cancel').click();
  await expect(dialog).toHaveCount(0);
  expect(await fingerprint.inputValue()).toBe(before);
});
