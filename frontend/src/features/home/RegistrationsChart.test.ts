import { describe, expect, it } from 'vitest';
import { pointsOf } from './RegistrationsChart';

describe('the registrations chart', () => {
  it('keeps every point inside its picture', () => {
    const points = pointsOf([0, 3, 12, 1]);
    expect(points.map(([x]) => x)).toEqual([0, 440 / 3, 880 / 3, 440]);
    expect(points[0]?.[1]).toBe(95);
    expect(points[2]?.[1]).toBe(6);
  });

  it.each([[[]], [[0]], [[5]], [[0, 0, 0]]])('has no NaN for %j', (counts) => {
    for (const [x, y] of pointsOf(counts)) {
      expect(Number.isFinite(x) && Number.isFinite(y)).toBe(true);
    }
  });
});
