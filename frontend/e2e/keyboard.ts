import { expect, type Locator, type Page } from '@playwright/test';

const FARTHEST = 120;

/** Presses Tab until the element has the focus, as somebody without a mouse does. */
export async function tabTo(page: Page, target: Locator): Promise<void> {
  await expect(target).toBeVisible();
  for (let presses = 0; presses < FARTHEST; presses++) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`${target} can't be reached with Tab`);
}

/** Goes to a link or button with Tab and presses Enter. */
export async function press(page: Page, target: Locator): Promise<void> {
  await tabTo(page, target);
  await page.keyboard.press('Enter');
}

/** Goes to a tick box with Tab and ticks it with Space. */
export async function tick(page: Page, name: string): Promise<void> {
  const box = page.getByRole('checkbox', { name, exact: true });
  await tabTo(page, box);
  await page.keyboard.press('Space');
  await expect(box).toBeChecked();
}

/** Goes to a field with Tab and writes over what stands there. */
export async function write(page: Page, name: string, words: string): Promise<void> {
  const field = page.getByRole('textbox', { name, exact: true });
  await tabTo(page, field);
  await page.keyboard.press('Control+A');
  await page.keyboard.type(words);
  await expect(field).toHaveValue(words);
}

/** Goes to a picker with Tab, types, and takes the option with the arrow keys and Enter. */
export async function choose(page: Page, name: string, typed: string, option: string | RegExp): Promise<void> {
  const picker = page.getByRole('combobox', { name, exact: true });
  await tabTo(page, picker);
  if (typed) await page.keyboard.type(typed);
  else await page.keyboard.press('ArrowDown');
  const wanted = page.getByRole('option', { name: option }).first();
  await expect(wanted).toBeVisible();
  for (let presses = 0; presses < 12; presses++) {
    if ((await wanted.getAttribute('data-combobox-selected')) === 'true') break;
    await page.keyboard.press('ArrowDown');
  }
  await page.keyboard.press('Enter');
}

/** Saves with the keyboard and waits until the bar is gone. */
export async function save(page: Page): Promise<void> {
  await page.keyboard.press('Control+S');
  await expect(page.getByRole('button', { name: 'Save', exact: true })).toHaveCount(0);
}
