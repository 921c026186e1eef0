import { describe, expect, it } from 'vitest';
import { lineThrough } from '../../bench/growth/line.ts';
import { lineText } from '../../bench/growth/line-text.ts';
import { niceTicks, shortNumber } from '../../bench/growth/nice-ticks.ts';

describe('the line of least squares', () => {
  it('through points on a line is that line', () => {
    const points = [1, 2, 4].map((x) => ({ x, y: 3 - 2 * x }));
    expect(lineThrough(points)).toEqual({ slope: -2, intercept: 3, r2: 1 });
  });

  it('through others leaves what it does not explain', () => {
    // Means 2 and 2; sums of squares 2 and 6, of products 3: slope 3/2, R² 9/12.
    const points = [
      { x: 1, y: 1 },
      { x: 2, y: 1 },
      { x: 3, y: 4 },
    ];
    const { slope, intercept, r2 } = lineThrough(points);
    expect(slope).toBeCloseTo(1.5, 12);
    expect(intercept).toBeCloseTo(-1, 12);
    expect(r2).toBeCloseTo(0.75, 12);
  });

  it.each([
    [[0, 1_000_000], [0.5, 2.5], 'rows', '0.500 s + 2.00 s per million rows, R² 1.000'],
    [[0, 2000], [3, 1], 'users', '3.00 s − 1.00 s per 1,000 users, R² 1.000'],
    [[0, 60], [1, 7], 'months', '1.00 s + 0.100 s per month, R² 1.000'],
  ])('in words: x %j, y %j of %s', (xs, ys, of, text) => {
    const points = xs.map((x, index) => ({ x, y: ys[index]! }));
    expect(lineText(points, { unit: 's', of })).toBe(text);
  });
});

describe('an axis', () => {
  it.each([
    [3_000_000, 4, [0, 1e6, 2e6, 3e6]],
    [8000, 4, [0, 2000, 4000, 6000, 8000]],
    [1.07, 5, [0, 0.5, 1, 1.5]],
    [20_000, 4, [0, 5000, 10_000, 15_000, 20_000]],
    [5, 4, [0, 2, 4, 6]],
  ])('up to %d has ticks of 1, 2 or 5', (most, wanted, ticks) => {
    expect(niceTicks(most, wanted)).toEqual(ticks);
  });

  it('has short numbers', () => {
    expect([0, 0.5, 2000, 20_000, 500_000, 2_500_000].map(shortNumber)).toEqual([
      '0',
      '0.5',
      '2k',
      '20k',
      '500k',
      '2.5M',
    ]);
  });
});
