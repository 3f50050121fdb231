/** A text with what is selected in it. */
export interface Marked {
  text: string;
  start: number;
  end: number;
}

export type Format = 'bold' | 'italic' | 'heading' | 'list' | 'numbers' | 'link';

/** What the selection is replaced by, and what is selected afterwards (from the replacement's beginning). */
export interface Replacement {
  from: number;
  to: number;
  insert: string;
  select: [number, number];
}

/** Formats the selection: marks around words, or signs before each of its lines. A second time takes them away. */
export function format(marked: Marked, how: Format): Replacement {
  switch (how) {
    case 'bold':
      return around(marked, '**', 'bold');
    case 'italic':
      return around(marked, '_', 'italic');
    case 'link':
      return link(marked);
    case 'heading':
      return lines(marked, () => '## ', /^#{1,6} /);
    case 'list':
      return lines(marked, () => '- ', /^[-*] /);
    case 'numbers':
      return lines(marked, (index) => `${index + 1}. `, /^\d+\. /);
  }
}

function around({ text, start, end }: Marked, sign: string, otherwise: string): Replacement {
  const size = sign.length;
  if (start >= size && text.slice(start - size, start) === sign && text.slice(end, end + size) === sign) {
    const inner = text.slice(start, end);
    return { from: start - size, to: end + size, insert: inner, select: [0, inner.length] };
  }
  const inner = text.slice(start, end) || otherwise;
  return { from: start, to: end, insert: sign + inner + sign, select: [size, size + inner.length] };
}

function link({ text, start, end }: Marked): Replacement {
  const inner = text.slice(start, end) || 'words';
  const insert = `[${inner}](https://)`;
  return { from: start, to: end, insert, select: [inner.length + 3, insert.length - 1] };
}

function lines({ text, start, end }: Marked, sign: (index: number) => string, present: RegExp): Replacement {
  const from = text.lastIndexOf('\n', start - 1) + 1;
  const next = text.indexOf('\n', Math.max(start, end));
  const to = next === -1 ? text.length : next;
  const all = text.slice(from, to).split('\n');
  const off = all.every((line) => present.test(line));
  const insert = all
    .map((line, index) => (off ? line.replace(present, '') : sign(index) + line.replace(present, '')))
    .join('\n');
  return { from, to, insert, select: [0, insert.length] };
}
