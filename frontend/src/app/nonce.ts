const PLACE = '__CSP_NONCE__';

/** The nonce that the server wrote into this page for styles; undefined in the window, where no policy asks for one. */
export function styleNonce(): string | undefined {
  const content = document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.content;
  return content && content !== PLACE ? content : undefined;
}

/** A page of the portal for a frame inside this one: its styles carry this page's nonce, whose policy it inherits. */
export const withNonce = (html: string): string => html.replaceAll(PLACE, styleNonce() ?? '');
