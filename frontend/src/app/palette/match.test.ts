import { describe, expect, it } from 'vitest';
import { matches } from './match';

describe('ADM-3 what the palette finds', () => {
  it.each([
    ['New organization', 'new org', true],
    ['New organization', 'org new', true],
    ['New organization', 'ORG', true],
    ['New organization', 'rganization', false],
    ['Zürich Übersicht', 'zurich uber', true],
    ['Users & security', 'sec', true],
    ['Outbox', '', true],
    ['Outbox', 'inbox', false],
  ])('“%s” for “%s”: %s', (label, typed, found) => expect(matches(label, typed)).toBe(found));
});
