import { addDays, addMonths, type Day, lastDay, type Month, monthOfDay } from '../../domain/calendar.ts';
import type { DayRange } from '../../domain/day-range.ts';
import { WINDOWS, type Window, windowRange } from '../../domain/windows.ts';

/** Boards tell what moved since this many days ago. */
export const MOVE_DAYS = 7;

/** Boards show the course of this many months, the running one included. */
export const SPARK_MONTHS = 12;

/** Name of the range of a window that ends today. */
export const rangeNow = (window: Window): string => `${window} now`;

/** Name of the range of the same window as it was seven days ago. */
export const rangeThen = (window: Window): string => `${window} then`;

/** The months whose course boards show, oldest first; each is the name of its range too. */
export function sparkMonths(today: Day): Month[] {
  return Array.from({ length: SPARK_MONTHS }, (_, index) => addMonths(monthOfDay(today), index + 1 - SPARK_MONTHS));
}

/** Every range of days that boards of one day are made from; none holds a day after `today`. */
export function boardRanges(today: Day): Map<string, DayRange> {
  const then = addDays(today, -MOVE_DAYS);
  const ranges = new Map<string, DayRange>();
  for (const window of WINDOWS) {
    ranges.set(rangeNow(window), windowRange(window, today));
    ranges.set(rangeThen(window), windowRange(window, then));
  }
  for (const month of sparkMonths(today)) {
    const last = lastDay(month);
    ranges.set(month, { first: `${month}-01` as Day, last: last < today ? last : today });
  }
  return ranges;
}
