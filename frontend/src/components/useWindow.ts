import { useVirtualizer } from '@tanstack/react-virtual';
import { type RefCallback, type RefObject, useLayoutEffect, useRef, useState } from 'react';

/** Up to this many rows all of them are drawn. */
const FEW = 120;

export interface RowWindow {
  /** The table's body. */
  body: RefObject<HTMLTableSectionElement | null>;
  /** The places of the rows to draw, in order. */
  places: number[];
  /** The height of what is not drawn before and after them, in pixels. */
  before: number;
  after: number;
  /** Tells the height of a drawn row, which carries its place as data-index. */
  measure: RefCallback<HTMLTableRowElement> | undefined;
}

/**
 * Draws the rows of a long table that can be seen, and a few around them, so that ten thousand rows are as quick as a
 * hundred. It goes by the scrolling of the screen's main part; where that does not scroll (a narrow window), all rows
 * are drawn.
 */
export function useWindow(count: number, height: number): RowWindow {
  const body = useRef<HTMLTableSectionElement>(null);
  const [top, setTop] = useState(0);
  const main = mainPart();
  const windowed = count > FEW && main !== null;

  const virtualizer = useVirtualizer({
    count: windowed ? count : 0,
    getScrollElement: () => main,
    estimateSize: () => height,
    overscan: 10,
    scrollMargin: top,
  });

  // What stands above the table changes its height too (a notice, a bar), so it is measured after every drawing.
  useLayoutEffect(() => {
    if (!windowed || !body.current) return;
    const now = Math.round(
      body.current.getBoundingClientRect().top - main.getBoundingClientRect().top + main.scrollTop,
    );
    if (now !== top) setTop(now);
  });

  if (!windowed) {
    return { body, places: Array.from({ length: count }, (_, at) => at), before: 0, after: 0, measure: undefined };
  }
  const items = virtualizer.getVirtualItems();
  const first = items[0];
  const last = items.at(-1);
  return {
    body,
    places: items.map(({ index }) => index),
    before: first ? first.start - top : 0,
    after: last ? virtualizer.getTotalSize() - (last.end - top) : 0,
    measure: virtualizer.measureElement,
  };
}

/** The part of the screen that scrolls, unless the window is so narrow that everything scrolls together. */
function mainPart(): HTMLElement | null {
  const main = document.getElementById('main');
  return main && getComputedStyle(main).overflowY === 'auto' ? main : null;
}
