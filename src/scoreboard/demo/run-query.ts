import { KnownError } from '../../platform/known-error.ts';
import { LONGEST_RUN_LIFE_DAYS } from './job-run.ts';
import type { SacctOptions } from './sacct-options.ts';
import { allEnded, parseStates, type SelectableState } from './sacct-states.ts';
import { type LocalTime, localMidnight, parseTimeSpec } from './time-spec.ts';

/** Which runs are asked for. A null filter lets everything through; times are epoch seconds, both ends included. */
export type RunQuery = {
  readonly start: number | null;
  readonly end: number | null;
  readonly states: ReadonlySet<SelectableState> | null;
  readonly users: ReadonlySet<string> | null;
  readonly accounts: ReadonlySet<string> | null;
  readonly partitions: ReadonlySet<string> | null;
  readonly jobs: readonly string[] | null;
  /** Whether older runs of a job id are shown too. */
  readonly duplicates: boolean;
};

/**
 * The query that a call's options make. What is not given: the start is midnight, now with states, the beginning
 * with job ids; the end is open, or the start with states. Source: sacct(1), "DEFAULT TIME WINDOW". Throws KnownError.
 */
export function runQuery(options: SacctOptions, local: LocalTime): RunQuery {
  const states = options.states === null ? null : parseStates(options.states);
  const jobs = options.jobs === null ? null : wholeJobs(options.jobs);
  const start = options.start === null ? defaultStart(states, jobs, local) : parseTimeSpec(options.start, local);
  const end = options.end === null ? (states === null ? null : start) : parseTimeSpec(options.end, local);
  if (start !== null && end !== null && end < start) {
    throw new KnownError(`Start time (${local.wallText(start)}) requested is after end time (${local.wallText(end)}).`);
  }
  return {
    start,
    end,
    states,
    users: options.allUsers ? null : words(options.users?.toLowerCase() ?? null),
    accounts: words(options.accounts),
    partitions: words(options.partitions),
    jobs,
    duplicates: options.duplicates,
  };
}

/** The UTC days (counted from 1970) on which runs that a query selects can end; both included. */
export function daysOf(query: RunQuery, fromSeconds: number, now: number): { first: number; last: number } {
  const { start, end, states } = query;
  const first = Math.max(start ?? fromSeconds, fromSeconds);
  const seen = Math.min(end ?? now, now);
  const ahead = states !== null && allEnded(states) ? 0 : LONGEST_RUN_LIFE_DAYS;
  return { first: Math.floor(first / 86_400), last: Math.floor(seen / 86_400) + ahead };
}

function defaultStart(states: RunQuery['states'], jobs: RunQuery['jobs'], local: LocalTime): number | null {
  if (states !== null) return local.nowSeconds;
  return jobs === null ? localMidnight(local) : null;
}

function wholeJobs(list: string): string[] {
  const ids = [...(words(list) ?? [])];
  const step = ids.find((id) => id.includes('.'));
  if (step === undefined) return ids;
  throw new KnownError(`-j ${step}: the demo selects whole jobs, ask for ${step.slice(0, step.indexOf('.'))}`);
}

function words(list: string | null): Set<string> | null {
  return list === null ? null : new Set(list.split(',').filter((word) => word !== ''));
}
