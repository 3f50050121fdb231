import type { APIRequestContext, APIResponse } from '@playwright/test';

/** How long the registration page wants to have been looked at before it takes an answer, and a little more. */
const READING = 4_000;

/** Registers as a person without JavaScript would: the page is read, the fields are found by their labels, and sent. */
export async function register(
  request: APIRequestContext,
  url: string,
  answers: Record<string, string>,
): Promise<APIResponse> {
  const html = await (await request.get(url)).text();
  await new Promise((done) => setTimeout(done, READING));
  const form = hiddenFields(html);
  for (const [label, answer] of Object.entries(answers)) form[nameOf(html, label)] = answer;
  return request.post(url, { form, maxRedirects: 0 });
}

function hiddenFields(html: string): Record<string, string> {
  const fields: Record<string, string> = {};
  for (const [input] of html.matchAll(/<input[^>]*type="hidden"[^>]*>/g)) {
    const name = attribute(input, 'name');
    if (name) fields[name] = attribute(input, 'value');
  }
  return fields;
}

function nameOf(html: string, label: string): string {
  const id = new RegExp(`<label[^>]*for="([^"]*)"[^>]*>\\s*${label}\\s*<`).exec(html)?.[1];
  const input = [...html.matchAll(/<(?:input|select|textarea)[^>]*>/g)].find(
    ([tag]) => id && attribute(tag, 'id') === id,
  );
  if (!input) throw new Error(`The page has no field with the label ${label}.`);
  return attribute(input[0], 'name');
}

const attribute = (tag: string, name: string): string => new RegExp(` ${name}="([^"]*)"`).exec(tag)?.[1] ?? '';
