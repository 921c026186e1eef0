import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { COUNTERS, namedCounters } from '../../src/domain/counters.ts';
import { METRICS } from '../../src/domain/metrics.ts';

const counters = fc
  .array(fc.nat(Number.MAX_SAFE_INTEGER), { minLength: COUNTERS.length, maxLength: COUNTERS.length })
  .map(namedCounters);

describe('F3 metrics', () => {
  it('every metric of any counters is a number from 0 on, or not known', () => {
    fc.assert(
      fc.property(fc.constantFrom(...METRICS), counters, (metric, given) => {
        const value = metric.value(given);
        expect(value === null || (Number.isFinite(value) && value >= 0)).toBe(true);
      }),
    );
  });
});
