import { useEffect, useRef } from 'react';
import { withNonce } from '@/app/nonce';
import { texts } from '@/app/texts';
import classes from './PreviewPane.module.css';
import type { Preview, Values } from './usePreview';

interface PreviewFrameProps {
  preview: Preview;
  width: 'phone' | 'desktop';
}

/**
 * The real page in a frame that can run nothing. This side of the frame listens to its fields and buttons, and asks
 * for the next page; where an engine lets no such events through, the buttons beside the frame lead on.
 */
export function PreviewFrame({ preview, width }: PreviewFrameProps) {
  const frame = useRef<HTMLIFrameElement>(null);
  const { page } = preview;
  const latest = useRef(preview);
  latest.current = preview;
  const { drawn } = preview;
  const shown = useRef({ drawn: '', scroll: 0, focus: '' });

  useEffect(() => {
    const element = frame.current;
    const html = latest.current.page?.html;
    if (!element || !html || drawn === undefined || drawn === shown.current.drawn) return;
    shown.current.drawn = drawn;
    const listen = () => {
      const inside = element.contentDocument;
      if (!inside) return;
      restore(inside, shown.current);
      inside.addEventListener('input', () => {
        remember(inside, shown.current);
        latest.current.answer({ ...latest.current.look.values, ...valuesIn(inside) });
      });
      inside.addEventListener('click', (event) => {
        const target = event.target as Element | null;
        const button = target?.closest?.('button');
        if (target?.closest?.('a') || button) event.preventDefault();
        if (!button) return;
        shown.current = { ...shown.current, scroll: 0, focus: '' };
        const values = { ...latest.current.look.values, ...valuesIn(inside) };
        const step = button.getAttribute('value');
        if (step === 'next') latest.current.next(values);
        else if (step === 'back') latest.current.go(latest.current.look.page - 1, values);
        else if (step === 'begin') latest.current.go(1);
      });
    };
    element.addEventListener('load', listen, { once: true });
    element.srcdoc = withNonce(html);
  }, [drawn]);

  const title = page ? nameOf(page.titles, page.page) : texts.editor.preview;
  return (
    <div className={classes.stage} data-width={width}>
      <iframe
        ref={frame}
        className={classes.frame}
        title={texts.editor.look.frame(title)}
        sandbox="allow-same-origin"
      />
    </div>
  );
}

/** The name of a page: the introduction, a section, the end. */
export function nameOf(titles: string[], page: number): string {
  if (page <= 0) return texts.editor.look.introduction;
  return titles[page - 1] ?? texts.editor.look.end;
}

/** What the fields of a page say, by question, as a form would send it. */
export function valuesIn(inside: Document): Values {
  const values: Values = {};
  for (const field of inside.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>('[name^="q-"]')) {
    const id = field.name.slice(2);
    values[id] ??= [];
    // The page is of another realm, so that no instanceof tells what a field is.
    const isOff = 'checked' in field && /^(radio|checkbox)$/.test(field.type) && !field.checked;
    if (!isOff) values[id].push(field.value);
  }
  return values;
}

function remember(inside: Document, into: { scroll: number; focus: string }) {
  into.scroll = inside.scrollingElement?.scrollTop ?? 0;
  const active = inside.activeElement as HTMLInputElement | null;
  into.focus = active?.name
    ? `[name="${active.name}"][value="${CSS.escape(active.value)}"], #${CSS.escape(active.id || 'none')}`
    : '';
}

/** Puts a page that was drawn anew while it was filled in back to where it stood. */
function restore(inside: Document, from: { scroll: number; focus: string }) {
  inside.scrollingElement?.scrollTo(0, from.scroll);
  const field = from.focus ? inside.querySelector<HTMLInputElement>(from.focus) : null;
  if (!field) return;
  field.focus({ preventScroll: true });
  if (field.type === 'text') field.setSelectionRange(field.value.length, field.value.length);
}
