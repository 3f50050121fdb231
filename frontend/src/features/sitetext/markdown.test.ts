import { describe, expect, it } from 'vitest';
import { type Format, format } from './markdown';

/** Marks the selection with | and applies the format; the answer marks the selection in the same way. */
function apply(marked: string, how: Format): string {
  const start = marked.indexOf('|');
  const end = marked.lastIndexOf('|') - 1;
  const text = marked.replaceAll('|', '');
  const { from, to, insert, select } = format({ text, start, end }, how);
  const result = text.slice(0, from) + insert + text.slice(to);
  const [a, b] = [from + select[0], from + select[1]];
  return `${result.slice(0, a)}|${result.slice(a, b)}|${result.slice(b)}`;
}

describe('TXT-2: the toolbar', () => {
  it.each<[string, Format, string]>([
    ['a |word| here', 'bold', 'a **|word|** here'],
    ['a **|word|** here', 'bold', 'a |word| here'],
    ['||', 'bold', '**|bold|**'],
    ['|word|', 'italic', '_|word|_'],
    ['_|word|_', 'italic', '|word|'],
    ['go |there|', 'link', 'go [there](|https://|)'],
    ['one\ntw|o\nthr|ee', 'list', 'one\n|- two\n- three|'],
    ['|- two\n- three|', 'list', '|two\nthree|'],
    ['|one\ntwo|', 'numbers', '|1. one\n2. two|'],
    ['Ti|t|le', 'heading', '|## Title|'],
    ['### Ti|t|le', 'heading', '|Title|'],
    ['a\n||\nb', 'list', 'a\n|- |\nb'],
  ])('%j with %s gives %j', (before, how, after) => {
    expect(apply(before, how)).toBe(after);
  });
});
