/** Letters that are no letter with a mark, and what is typed for them. */
const PLAIN: Record<string, string> = { ø: 'o', đ: 'd', ð: 'd', ł: 'l', ß: 'ss', æ: 'ae', œ: 'oe', þ: 'th', ı: 'i' };

/** Letters without their marks, in one case, so that "zurich" finds "Zürich". */
const plain = (text: string) =>
  text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[øđðłßæœþı]/g, (letter) => PLAIN[letter] ?? letter);

const wordsOf = (text: string) =>
  plain(text)
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');

/** Whether every word that was typed begins a word of the label, in any order. */
export function matches(label: string, typed: string): boolean {
  const has = wordsOf(label);
  return wordsOf(typed).every((word) => has.some((one) => one.startsWith(word)));
}

/** Whether a label begins with what was typed, word by word. */
export function startsWith(label: string, typed: string): boolean {
  return wordsOf(typed).length > 0 && wordsOf(label).join(' ').startsWith(wordsOf(typed).join(' '));
}
