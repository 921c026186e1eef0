import { describe, expect, it } from 'vitest';
import { type Day, dayOf } from '../../src/domain/calendar.ts';
import { firstDay, WINDOW_FILES, WINDOWS, type Window, windowRange } from '../../src/domain/windows.ts';

describe('F2 windows are exact to the UTC day', () => {
  it.each<[Window, today: string, first: string | null]>([
    ['30d', '2026-01-30', '2026-01-01'],
    ['30d', '2026-01-29', '2025-12-31'],
    ['30d', '2024-03-01', '2024-02-01'],
    ['30d', '2023-03-01', '2023-01-31'],
    ['365d', '2026-12-31', '2026-01-01'],
    ['365d', '2024-12-31', '2024-01-02'],
    ['365d', '2024-02-29', '2023-03-02'],
    ['alltime', '2026-12-31', null],
  ])('%s that ends on %s begins on %s', (window, today, first) => {
    expect(firstDay(window, today as Day)).toBe(first);
    expect(windowRange(window, today as Day)).toEqual({ first, last: today });
  });

  it('a job that ended one second before the first midnight is out, one that ended with it is in', () => {
    const first = firstDay('30d', '2026-01-30' as Day) ?? '';
    expect(dayOf(1_767_225_599) >= first).toBe(false);
    expect(dayOf(1_767_225_600) >= first).toBe(true);
  });

  it('section 7: each window has its file', () => {
    expect(WINDOWS.map((window) => WINDOW_FILES[window])).toEqual(['alltime', 'rolling-30d', 'rolling-365d']);
  });
});
