import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, DAY_SECONDS, dayOf, dayStart } from '../../src/domain/calendar.ts';
import { firstDay } from '../../src/domain/windows.ts';

describe('F2 windows', () => {
  it('hold exactly 30 and 365 days, whatever lies between', () => {
    fc.assert(
      fc.property(fc.integer({ min: 100_000_000, max: 7_289_654_399 }).map(dayOf), (today) => {
        const days = (window: '30d' | '365d'): number =>
          (dayStart(addDays(today, 1)) - dayStart(firstDay(window, today) ?? today)) / DAY_SECONDS;
        expect([days('30d'), days('365d')]).toEqual([30, 365]);
      }),
    );
  });
});
