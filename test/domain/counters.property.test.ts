import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addCounters, COUNTERS, counterRow, emptyCounters, namedCounters } from '../../src/domain/counters.ts';

const row = fc.array(fc.nat(1_000_000_000), { minLength: COUNTERS.length, maxLength: COUNTERS.length });

function sum(rows: readonly number[][]): number[] {
  const into = emptyCounters();
  for (const one of rows) addCounters(into, one);
  return into;
}

describe('F1, D4 counters', () => {
  it('come back from their names', () => {
    fc.assert(
      fc.property(row, (counters) => {
        expect(counterRow(namedCounters(counters))).toEqual(counters);
      }),
    );
  });

  it('add up to the same in any order and any split', () => {
    fc.assert(
      fc.property(fc.array(row, { maxLength: 8 }), fc.nat(8), (rows, cut) => {
        const whole = sum(rows);
        expect(sum([...rows].reverse())).toEqual(whole);
        expect(sum([sum(rows.slice(0, cut)), sum(rows.slice(cut))])).toEqual(whole);
      }),
    );
  });

  it('are left as they are by a row of none', () => {
    fc.assert(
      fc.property(row, (counters) => {
        expect(sum([counters, emptyCounters()])).toEqual(counters);
      }),
    );
  });
});
