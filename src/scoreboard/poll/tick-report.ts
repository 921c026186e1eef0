import type { Month } from '../../domain/calendar.ts';
import { addRowCounts, noRows, type RowCounts } from '../records/row-counts.ts';
import type { JobCounts } from '../rollups/counting-unit.ts';

/** Why a tick made no further call. */
export type StopReason =
  | 'caught-up'
  | 'once'
  | 'max-calls'
  | 'max-minutes'
  | 'back-off'
  | 'bytes-per-day'
  | 'interrupted'
  | 'failed';

/** What a tick did; its counts are of slices that were committed, but `calls` and `bytes` of all. */
export type TickReport = {
  calls: number;
  failed_calls: number;
  bytes: number;
  rows: RowCounts;
  jobs: JobCounts;
  rate_sleep_ms: number;
  /** Months that were damaged and are made anew from accounting. */
  rebuilt_months: Month[];
  /** Users newly found, those still to be asked for, and those that were asked for to the end of the time. */
  users: { discovered: number; owed: number; asked: number };
  /** Day files and filters that keep_months let go. */
  removed_files: number;
  stopped: StopReason;
  /** Epoch seconds before which a back-off, or a day's bytes, lets no call be made; null: none holds. */
  retry_at: number | null;
};

/** A report of nothing yet. */
export function emptyReport(): TickReport {
  return {
    calls: 0,
    failed_calls: 0,
    bytes: 0,
    rows: noRows(),
    jobs: { new: 0, seen: 0, outside_window: 0 },
    rate_sleep_ms: 0,
    rebuilt_months: [],
    users: { discovered: 0, owed: 0, asked: 0 },
    removed_files: 0,
    stopped: 'caught-up',
    retry_at: null,
  };
}

/** What is wrong with a tick that came to its limits without one answer; null: it got one, or needed none. */
export function unanswered({ calls, failed_calls, stopped }: TickReport): string | null {
  if (calls === 0 || failed_calls < calls || stopped === 'interrupted') return null;
  const all = calls === 1 ? 'the one call' : `all ${calls} calls`;
  return `${all} of sacct failed; a shorter time is asked for next, and the log says why`;
}

/** Adds a committed slice to a report in place. */
export function addSlice(report: Pick<TickReport, 'rows' | 'jobs'>, rows: RowCounts, jobs: JobCounts): void {
  addRowCounts(report.rows, rows);
  for (const key of ['new', 'seen', 'outside_window'] as const) report.jobs[key] += jobs[key];
}
