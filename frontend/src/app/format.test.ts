import { afterEach, describe, expect, it } from 'vitest';
import { counted, day, exact, number, relative, setTimeZone } from './format';

afterEach(() => setTimeZone('UTC'));

describe('dates', () => {
  it('stand in the site’s time zone', () => {
    setTimeZone('Asia/Tokyo');
    expect(day('2026-11-21T20:00:00Z')).toBe('22 Nov 2026');
    setTimeZone('UTC');
    expect(day('2026-11-21T20:00:00Z')).toBe('21 Nov 2026');
    expect(exact('2026-11-21T16:20:00Z')).toBe('21 November 2026 at 16:20');
  });

  it('survive a time zone that nobody knows', () => {
    setTimeZone('Mars/Olympus');
    expect(day('2026-11-21T12:00:00Z')).toBe('21 Nov 2026');
  });

  it.each([
    ['2026-11-21T11:59:50Z', 'just now'],
    ['2026-11-21T11:30:00Z', '30 minutes ago'],
    ['2026-11-21T09:00:00Z', '3 hours ago'],
    ['2026-11-20T11:00:00Z', 'yesterday'],
    ['2026-11-27T12:00:00Z', 'in 6 days'],
    ['2026-10-01T12:00:00Z', '1 Oct 2026'],
  ])('%s reads as %s', (moment, words) => {
    expect(relative(moment, new Date('2026-11-21T12:00:00Z'))).toBe(words);
  });

  it.each(['', 'yesterday'])('are empty when there is none: %j', (moment) => {
    expect([day(moment), exact(moment), relative(moment)]).toEqual(['', '', '']);
  });
});

describe('numbers', () => {
  it('are grouped, and counts stop at 10,000', () => {
    expect(number(48640)).toBe('48,640');
    expect(counted(1, 'organization', 'organizations')).toBe('1 organization');
    expect(counted(10_000, 'organization', 'organizations')).toBe('10,000 organizations');
    expect(counted(10_001, 'organization', 'organizations')).toBe('10,000+ organizations');
  });
});
