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

const day = (text: string): Day => text as Day;
const month = (text: string): Month => text as Month;

describe('P10 the UTC day and month of an instant', () => {
  it.each([
    ['the epoch', 0, '1970-01-01'],
    ['the last second of a month', 1_754_006_399, '2025-07-31'],
    ['the first second of the next', 1_754_006_400, '2025-08-01'],
    ['the last second of a leap day', 1_709_251_199, '2024-02-29'],
    ['the first second after it', 1_709_251_200, '2024-03-01'],
    ['the last second of a year', 1_767_225_599, '2025-12-31'],
    ['the first second of the next', 1_767_225_600, '2026-01-01'],
    ['a fraction before midnight', 1_767_225_599.999, '2025-12-31'],
    ['before the epoch', -1, '1969-12-31'],
    ['31 bits', 2_147_483_647, '2038-01-19'],
    ['32 bits', 4_294_967_295, '2106-02-07'],
  ])('%s', (_sentence, epochSeconds, text) => {
    expect(dayOf(epochSeconds)).toBe(text);
    expect(monthOf(epochSeconds)).toBe(text.slice(0, 7));
    expect(monthOfDay(day(text))).toBe(text.slice(0, 7));
  });

  it.each([
    ['1970-01-01', 0],
    ['2024-02-29', 1_709_164_800],
    ['2025-08-01', 1_754_006_400],
    ['2026-01-01', 1_767_225_600],
  ])('%s begins at %d', (text, epochSeconds) => {
    expect(dayStart(day(text))).toBe(epochSeconds);
  });

  it('a month begins with its first day', () => {
    expect(monthStart(month('2025-08'))).toBe(1_754_006_400);
  });
});

describe('P10 counting days and months', () => {
  it.each([
    ['the next day', '2026-03-01', 1, '2026-03-02'],
    ['over a leap day', '2024-02-28', 2, '2024-03-01'],
    ['over no leap day', '2023-02-28', 1, '2023-03-01'],
    ['2100 has no leap day', '2100-02-28', 1, '2100-03-01'],
    ['back over a year', '2026-01-01', -1, '2025-12-31'],
    ['a leap year of days', '2024-01-01', 366, '2025-01-01'],
    ['over the day on which Europe changes its clocks', '2026-03-28', 2, '2026-03-30'],
    ['none', '2026-03-01', 0, '2026-03-01'],
  ])('%s', (_sentence, from, count, to) => {
    expect(addDays(day(from), count)).toBe(to);
  });

  it.each([
    ['the next', '2026-01', 1, '2026-02'],
    ['over a year', '2025-12', 1, '2026-01'],
    ['back over a year', '2026-01', -1, '2025-12'],
    ['many', '2026-06', 36, '2029-06'],
    ['many back', '2026-06', -18, '2024-12'],
    ['none', '2026-06', 0, '2026-06'],
  ])('%s', (_sentence, from, count, to) => {
    expect(addMonths(month(from), count)).toBe(to);
  });

  it.each([
    ['2026-01', '2026-01-31'],
    ['2026-04', '2026-04-30'],
    ['2024-02', '2024-02-29'],
    ['2023-02', '2023-02-28'],
    ['2100-02', '2100-02-28'],
    ['2000-02', '2000-02-29'],
    ['2025-12', '2025-12-31'],
  ])('the last day of %s', (text, last) => {
    expect(lastDay(month(text))).toBe(last);
  });
});

describe('P10 texts of days and months', () => {
  it.each([
    ['2026-01', true],
    ['2026-12', true],
    ['2026-00', false],
    ['2026-13', false],
    ['2026-1', false],
    ['26-01', false],
    ['2026-01-01', false],
    ['2026-01\n', false],
    ['', false],
  ])('"%s" as a month', (text, is) => {
    expect(isMonth(text)).toBe(is);
  });

  it.each([
    ['2026-01-01', true],
    ['2024-02-29', true],
    ['2023-02-29', false],
    ['2026-04-31', false],
    ['2026-02-30', false],
    ['2026-01-00', false],
    ['2026-01-32', false],
    ['2026-13-01', false],
    ['2026-1-1', false],
    ['2026-01-01T00:00:00', false],
    ['', false],
  ])('"%s" as a day', (text, is) => {
    expect(isDay(text)).toBe(is);
  });

  it('F1 an instant as text, in whole seconds', () => {
    expect(isoSeconds(1_767_225_599.9)).toBe('2025-12-31T23:59:59Z');
  });

  it('a day has 86,400 seconds', () => {
    expect(DAY_SECONDS).toBe(24 * 60 * 60);
  });
});
