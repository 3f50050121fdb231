import { expect, test } from './fixtures';

test('ADM-2: a fresh site opens on the welcome screen, and Start empty leads to Home', async ({ fresh: { page } }) => {
  await expect(page.getByRole('heading', { level: 1, name: 'Welcome to Portico' })).toBeVisible();
  await page.getByRole('button', { name: /^Start empty/ }).click();
  await page.getByRole('textbox', { name: 'Site Name' }).fill('Halden & Søns');
  await page.getByRole('button', { name: 'Start', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Home' })).toBeVisible();
  const guide = page.getByRole('region', { name: 'Setting up the Partner Portal' });
  await expect(guide.getByText('Both features are on.')).toBeVisible();
  await guide.getByText('Manual setup').click();
  await expect(guide.getByText('Not needed', { exact: true })).toHaveCount(2);
  await page.reload();
  await expect(guide.getByText('Create its Assessment Manager')).toBeVisible();
  await expect(page.getByRole('complementary', { name: 'Sample data' })).toHaveCount(0);
});

test('ADM-2: sample data fill the site, are marked on every screen, and go again', async ({ fresh: { page, go } }) => {
  await page.getByRole('button', { name: /^Explore with sample data/ }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Home' })).toBeVisible({ timeout: 60_000 });
  const strip = page.getByRole('complementary', { name: 'Sample data' });
  await expect(strip).toBeVisible();
  await go('/organizations');
  await expect(strip).toBeVisible();
  await expect(page.getByText('Model Organization').first()).toBeVisible();
  await strip.getByRole('button').click();
  const dialog = page.getByRole('dialog');
  const remove = dialog.getByRole('button', { name: 'Remove the sample data' });
  await expect(remove).toBeDisabled();
  await dialog.getByRole('textbox').fill('Northwind Partners');
  await remove.click();
  await page.getByRole('button', { name: /^Start empty/ }).click();
  await page.getByRole('textbox', { name: 'Site Name' }).fill('Own site');
  await page.getByRole('button', { name: 'Start', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Home' })).toBeVisible();
  await expect(strip).toHaveCount(0);
  await go('/audit');
  await expect(page.getByText('Sample data removed').first()).toBeVisible();
});

test('ADM-2: the demo site is marked, in the desktop and in the portal', async ({ full: { page, portal } }) => {
  await expect(page.getByRole('complementary', { name: 'Sample data' })).toBeVisible();
  const answer = await page.request.get(`${portal}/login`);
  expect(await answer.text()).toContain('Sample data: everything here is invented.');
});
