import { addDays, type Day } from './calendar.ts';
import type { DayRange } from './day-range.ts';

/** The leaderboards' windows; a rolling one is today and the days before it, to the UTC day. */
export const WINDOWS = ['alltime', '30d', '365d'] as const;

/** One of {@link WINDOWS}. */
export type Window = (typeof WINDOWS)[number];

const DAYS: Record<Window, number | null> = { alltime: null, '30d': 30, '365d': 365 };

/** The stem of a window's board file. */
export const WINDOW_FILES: Record<Window, string> = {
  alltime: 'alltime',
  '30d': 'rolling-30d',
  '365d': 'rolling-365d',
};

/** How people name a window. */
export const WINDOW_TITLES: Record<Window, string> = {
  alltime: 'all time',
  '30d': 'last 30 days',
  '365d': 'last 365 days',
};

/** First day of a window that ends with `today`; null when the window has no beginning. */
export function firstDay(window: Window, today: Day): Day | null {
  const days = DAYS[window];
  return days === null ? null : addDays(today, 1 - days);
}

/** The days of a window that ends with `today` (spec F2). */
export function windowRange(window: Window, today: Day): DayRange {
  return { first: firstDay(window, today), last: today };
}
