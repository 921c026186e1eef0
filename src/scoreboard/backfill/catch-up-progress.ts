import { addMonths, type Month, monthOf } from '../../domain/calendar.ts';
import { countText } from '../../domain/count-text.ts';
import type { Cursor } from '../rollups/cursor.ts';

/** How far a catch-up is. */
export type CatchUpProgress = {
  /** Share of the owed time that is covered, 0 to 1. */
  readonly fraction: number;
  readonly monthsLeft: number;
  readonly jobsPerSecond: number;
  /** Seconds to go under the rate limit if the slices stay as long as the next one. */
  readonly etaSeconds: number;
  readonly ratePerMinute: number;
};

/** What was done and how fast it may go on. */
export type CatchUpPace = {
  readonly startedMs: number;
  readonly nowMs: number;
  readonly jobs: number;
  readonly ratePerMinute: number;
};

/** Where a cursor stands between its beginning and now. */
export function catchUpProgress(cursor: Cursor, pace: CatchUpPace): CatchUpProgress {
  const now = Math.floor(pace.nowMs / 1000);
  const owed = Math.max(1, now - cursor.backfill_start);
  const left = Math.max(0, now - cursor.covered_until);
  const spentSeconds = Math.max(0.001, (pace.nowMs - pace.startedMs) / 1000);
  return {
    fraction: 1 - Math.min(1, left / owed),
    monthsLeft: left === 0 ? 0 : monthsBetween(monthOf(cursor.covered_until), monthOf(now)),
    jobsPerSecond: pace.jobs / spentSeconds,
    ratePerMinute: pace.ratePerMinute,
    etaSeconds: (Math.ceil(left / cursor.span_seconds) / pace.ratePerMinute) * 60,
  };
}

/** One line for people. */
export function describeProgress(
  { monthsLeft, jobsPerSecond, etaSeconds, ratePerMinute }: CatchUpProgress,
  cursor: Cursor,
): string {
  const month = monthOf(cursor.covered_until);
  const speed = jobsPerSecond >= 10 ? countText(Math.round(jobsPerSecond)) : jobsPerSecond.toFixed(1);
  const months = monthsLeft === 1 ? '1 month' : `${monthsLeft} months`;
  return `${month}  ${speed} jobs/s  ${months} left  ETA ${describeSeconds(etaSeconds)} at ${ratePerMinute} calls a minute`;
}

function describeSeconds(seconds: number): string {
  if (seconds < 90) return `${Math.round(seconds)} s`;
  if (seconds < 5_400) return `${Math.round(seconds / 60)} min`;
  return `${(seconds / 3600).toFixed(1)} h`;
}

function monthsBetween(from: Month, to: Month): number {
  let count = 1;
  for (let month = from; month < to; month = addMonths(month, 1)) count++;
  return count;
}
