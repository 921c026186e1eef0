import { ENDED_STATE_CODES } from '../../domain/job-state.ts';
import type { Column } from './columns.ts';

/** A half-open interval of time in epoch seconds: since <= t < until. */
export type Interval = { readonly since: number; readonly until: number };

/** What one call asks for. */
export type SacctQuestion = {
  readonly columns: readonly Column[];
  readonly interval: Interval;
  /** Whether step rows are wanted; memory used exists on them only. */
  readonly steps: boolean;
  /** Whose jobs; everybody's when not given. Names without commas, blanks or a leading dash. */
  readonly users?: readonly string[] | undefined;
};

/** sacct refuses `uts` times below this. */
const EARLIEST_UTS = 1_000_000;

/**
 * sacct's arguments for jobs that ended within an interval (spec S2 to S4). With ended states both ends of the
 * window are included, so the caller keeps since <= End < until itself.
 */
export function sacctArgs({ columns, interval, steps, users }: SacctQuestion): string[] {
  const uts = (seconds: number): string => `uts${Math.max(EARLIEST_UTS, seconds)}`;
  return [
    ...(users === undefined ? ['-a'] : ['-u', users.join(',')]),
    '-n',
    '-P',
    '-D',
    ...(steps ? [] : ['-X']),
    '-S',
    uts(interval.since),
    '-E',
    uts(interval.until),
    '-s',
    ENDED_STATE_CODES,
    '-o',
    columns.join(','),
  ];
}
