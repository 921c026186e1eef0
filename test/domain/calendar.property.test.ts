import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addDays,
  addMonths,
  DAY_SECONDS,
  type Day,
  dayOf,
  dayStart,
  isDay,
  isMonth,
  isoSeconds,
  lastDay,
  type Month,
  monthOf,
  monthOfDay,
  monthStart,
} from '../../src/domain/calendar.ts';

/** 1970-01-01 to 2200-12-31. */
const LAST_SECOND = 7_289_654_399;
const instant = fc.integer({ min: 0, max: LAST_SECOND });
const day = instant.map(dayOf);
const month = day.map(monthOfDay);

describe('P10 the calendar', () => {
  it('every day of 1970 to 2200 comes back from its first and its last second, and the days follow each other', () => {
    let text = '1970-01-01' as Day;
    for (let start = 0; start <= LAST_SECOND; start += DAY_SECONDS) {
      const next = dayOf(start + DAY_SECONDS);
      const sound =
        dayOf(dayStart(text)) === text && dayStart(text) === start && dayOf(start + DAY_SECONDS - 1) === text;
      if (!sound || addDays(text, 1) !== next || !isDay(text)) expect.fail(`${text} from ${start}`);
      text = next;
    }
    expect(text).toBe('2201-01-01');
  });

  it('an instant lies in its day and its month', () => {
    fc.assert(
      fc.property(instant, (epochSeconds) => {
        const start = dayStart(dayOf(epochSeconds));
        expect(epochSeconds - start).toBeGreaterThanOrEqual(0);
        expect(epochSeconds - start).toBeLessThan(DAY_SECONDS);
        expect(monthStart(monthOf(epochSeconds))).toBeLessThanOrEqual(start);
        expect(isoSeconds(epochSeconds).slice(0, 10)).toBe(dayOf(epochSeconds));
        expect(Date.parse(isoSeconds(epochSeconds)) / 1000).toBe(epochSeconds);
      }),
    );
  });

  it('days and months counted on are counted back', () => {
    const count = fc.integer({ min: -10_000, max: 10_000 });
    fc.assert(
      fc.property(day, count, (from, days) => {
        expect(addDays(addDays(from, days), -days)).toBe(from);
      }),
    );
    fc.assert(
      fc.property(month, count, (from, months) => {
        expect(addMonths(addMonths(from, months), -months)).toBe(from);
      }),
    );
  });

  it('counting in two parts is counting at once', () => {
    const count = fc.integer({ min: -5000, max: 5000 });
    fc.assert(
      fc.property(month, count, count, (from, a, b) => {
        expect(addMonths(addMonths(from, a), b)).toBe(addMonths(from, a + b));
      }),
    );
  });

  it('the day after the last of a month is the first of the next', () => {
    fc.assert(
      fc.property(month, (text) => {
        expect(monthOfDay(lastDay(text))).toBe(text);
        expect(addDays(lastDay(text), 1)).toBe(`${addMonths(text, 1)}-01`);
        expect(isMonth(addMonths(text, 1) satisfies Month)).toBe(true);
      }),
    );
  });

  it('no text makes the checks throw', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string({ unit: 'binary' }), fc.stringMatching(/^[0-9]{4}-[0-9]{2}(-[0-9]{2})?$/)),
        (text) => {
          expect(isDay(text) && isMonth(text)).toBe(false);
        },
      ),
    );
  });
});
