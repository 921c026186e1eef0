import type { DayRuns } from './day-runs.ts';
import type { JobRun } from './job-run.ts';
import { daysOf, type RunQuery } from './run-query.ts';
import type { SelectableState } from './sacct-states.ts';
import { stateAt } from './state-at.ts';
import type { SyntheticCluster } from './synthetic-cluster.ts';

/** The accounting that is asked: its runs, what it still holds, and its present in epoch seconds. */
export type Accounting = {
  readonly dayRuns: DayRuns;
  readonly fromSeconds: SyntheticCluster['fromSeconds'];
  readonly nowSeconds: number;
};

/**
 * The runs a query selects, day of End by day of End, each day's by Submit. Selection is sacct's: by End where only
 * ended states are asked for, by what was so within the window for PENDING and RUNNING, by overlap without states.
 * Source: sacct(1), "--state"; setup_job_cond_limits in Slurm's as_mysql_jobacct_process.c; measured.
 */
export function* selectRuns(accounting: Accounting, query: RunQuery): Generator<JobRun> {
  const { dayRuns, fromSeconds, nowSeconds } = accounting;
  const { first, last } = daysOf(query, fromSeconds, nowSeconds);
  for (let day = first; day <= last; day++) {
    const runs = dayRuns(day).filter(
      (run) =>
        run.submitAt <= nowSeconds &&
        run.endAt >= fromSeconds &&
        inWindow(run, query, nowSeconds) &&
        passes(run, query),
    );
    yield* query.duplicates ? runs : newestRuns(runs);
  }
}

/** Without `-D` only the newest of the selected runs of a job id is shown; all of them lie on one day. */
function newestRuns(runs: readonly JobRun[]): JobRun[] {
  const newest = new Map(runs.map((run) => [run.jobId, run]));
  return runs.filter((run) => newest.get(run.jobId) === run);
}

function inWindow(run: JobRun, query: RunQuery, now: number): boolean {
  const { start, end, states } = query;
  if (start === null && end === null) return true;
  const window = { from: start ?? 0, to: end ?? Number.POSITIVE_INFINITY };
  if (states === null) return overlaps(run, window, now);
  for (const state of states) if (wasIn(run, { state, window, now })) return true;
  return false;
}

type Window = { readonly from: number; readonly to: number };

/** Eligible before the end of the window and not over before its start. */
function overlaps(run: JobRun, { from, to }: Window, now: number): boolean {
  const { eligibleAt } = run;
  if (eligibleAt === null || eligibleAt > now) return false;
  return eligibleAt < to && (run.endAt > now || run.endAt >= from);
}

type Asked = { readonly state: SelectableState; readonly window: Window; readonly now: number };

function wasIn(run: JobRun, { state, window: { from, to }, now }: Asked): boolean {
  const { eligibleAt, startAt, endAt } = run;
  switch (state) {
    case 'PENDING':
      return eligibleAt !== null && eligibleAt <= Math.min(to, now) && (startAt ?? endAt) >= from;
    case 'RUNNING':
      return startAt !== null && startAt <= Math.min(to, now) && endAt >= from;
    case 'SUSPENDED':
    case 'RESIZING':
      return false;
    default:
      return stateAt(run, now) === state && endAt >= from && endAt <= to;
  }
}

function passes(run: JobRun, { users, accounts, partitions, jobs }: RunQuery): boolean {
  return (
    (users === null || users.has(run.person.name) || users.has(String(run.person.uid))) &&
    (accounts === null || accounts.has(run.account)) &&
    (partitions === null || partitions.has(run.partition)) &&
    (jobs === null || jobs.some((id) => isOf(run, id)))
  );
}

/** `-j 123` is the job, its array tasks and its het components; `-j 123_4` the one task. */
function isOf({ jobId, rawId }: JobRun, id: string): boolean {
  return jobId === id || String(rawId) === id || jobId.startsWith(`${id}_`) || jobId.startsWith(`${id}+`);
}
