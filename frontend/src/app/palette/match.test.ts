import { describe, expect, it } from 'vitest';
import { matches, startsWith } from './match';

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
    ['Two-factor authentication and passwords', 'two-factor', true],
    ['Øresund, Łódź and Straße', 'oresund lodz strasse', true],
  ])('“%s” for “%s”: %s', (label, typed, found) => expect(matches(label, typed)).toBe(found));
});

describe('ADM-3 what the palette shows before records', () => {
  it.each([
    ['Copy URL of the registration page', 'copy', true],
    ['Dark appearance', 'dark app', true],
    ['Two-factor authentication', 'two fac', true],
    ['Open the portal', 'portal', false],
    ['Outbox', '', false],
  ])('“%s” for “%s”: %s', (label, typed, first) => expect(startsWith(label, typed)).toBe(first));
});
