/** Letters without their marks, in one case, so that "zurich" finds "Zürich". */
const plain = (text: string) => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();

/** Whether every word that was typed begins a word of the label, in any order. */
export function matches(label: string, typed: string): boolean {
  const has = plain(label).split(/[^\p{L}\p{N}]+/u);
  return plain(typed)
    .split(/\s+/)
    .filter((word) => word !== '')
    .every((word) => has.some((one) => one.startsWith(word)));
}
