import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { competitionRanks } from '../../src/domain/rank.ts';

const value = fc.oneof(
  fc.integer({ min: -2, max: 5 }),
  fc.double({ min: 0, max: 1e15 }),
  fc.constant(Number.NaN),
  fc.constant(Number.POSITIVE_INFINITY),
);

describe('F4 competition ranks', () => {
  it('a rank is one more than the number of greater values', () => {
    fc.assert(
      fc.property(fc.array(value, { maxLength: 60 }), (values) => {
        const expected = values.map((own) => (own > 0 ? 1 + values.filter((other) => other > own).length : 0));
        expect([...competitionRanks(Float64Array.from(values))]).toEqual(expected);
      }),
    );
  });
});
