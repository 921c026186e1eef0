import { isoSeconds } from '../../domain/calendar.ts';
import { countText } from '../../domain/count-text.ts';
import type { RowCounts } from '../records/row-counts.ts';
import type { JobCounts } from '../rollups/counting-unit.ts';
import type { Cursor } from '../rollups/cursor.ts';
import type { StopReason, TickReport } from './tick-report.ts';

const STOPS: Record<StopReason, string> = {
  'caught-up': 'caught up',
  once: 'one slice done',
  'max-calls': 'stopped at max_calls; the next tick goes on',
  'max-minutes': 'stopped at max_minutes or the rate limit; the next tick goes on',
  'back-off': 'nothing asked: backing off after a failure',
  'bytes-per-day': "the day's bytes are used up",
  interrupted: 'interrupted; the slice in work was dropped',
  failed: 'failed',
};

const counted = (value: number, one: string): string => `${countText(value)} ${value === 1 ? one : `${one}s`}`;

/** What a tick did, in a line for cron's mail and people. */
export function pollSummary(cluster: string, report: TickReport, cursor: Cursor): string {
  const again = report.retry_at === null ? '' : ` until ${isoSeconds(report.retry_at)}; health.json says which`;
  return [
    `${cluster}: ${STOPS[report.stopped]}${again}`,
    `covered until ${isoSeconds(cursor.covered_until)}`,
    `${counted(report.calls, 'call')}, ${describeRows(report.rows)}`,
    describeJobs(report.jobs),
    ...report.rebuilt_months.map((month) => `${month} was damaged and is made anew from accounting`),
    ...describeUsers(report.users),
    ...(report.removed_files === 0 ? [] : [`${counted(report.removed_files, 'old file')} removed (keep_months)`]),
  ].join('; ');
}

function describeUsers({ discovered, owed, asked }: TickReport['users']): string[] {
  if (discovered + owed + asked === 0) return [];
  return [`${counted(discovered, 'user')} discovered, ${countText(asked)} asked for, ${countText(owed)} still owed`];
}

/** Counts of rows that add up: rows = jobs + steps + not ended + rejected. */
export function describeRows(rows: RowCounts): string {
  const reasons = Object.entries(rows.reasons).map(([reason, times]) => `${reason} ${countText(times)}`);
  const why = reasons.length === 0 ? '' : ` (${reasons.join(', ')})`;
  return (
    `${counted(rows.rows, 'row')} = ${counted(rows.jobs, 'job')} + ${counted(rows.steps, 'step')} + ` +
    `${countText(rows.not_ended)} not ended + ${countText(rows.rejected)} rejected${why}`
  );
}

/** Counts of jobs that add up: jobs = new + seen + outside the window. */
export function describeJobs(jobs: JobCounts): string {
  return `${countText(jobs.new)} new, ${countText(jobs.seen)} seen before, ${countText(jobs.outside_window)} outside the window`;
}
