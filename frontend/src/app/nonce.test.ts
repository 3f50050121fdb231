import { afterEach, describe, expect, it } from 'vitest';
import { styleNonce, withNonce } from './nonce';

const page = '<style nonce="__CSP_NONCE__"></style>';
const put = (content: string) => {
  document.head.innerHTML = `<meta name="csp-nonce" content="${content}">`;
};

afterEach(() => document.head.replaceChildren());

describe('SEC-29: the nonce for styles', () => {
  it('is the one that the server wrote into the page', () => {
    put('r4nd0m');
    expect(styleNonce()).toBe('r4nd0m');
    expect(withNonce(page)).toBe('<style nonce="r4nd0m"></style>');
  });

  it('is none where nobody replaced its place', () => {
    put('__CSP_NONCE__');
    expect(styleNonce()).toBeUndefined();
    expect(withNonce(page)).toBe('<style nonce=""></style>');
  });

  it('is none without the tag', () => {
    expect(styleNonce()).toBeUndefined();
  });
});
