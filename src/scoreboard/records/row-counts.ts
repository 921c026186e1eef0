/** Why a row cannot be read. */
export const REJECT_REASONS = [
  'column_count',
  'bad_job_id',
  'cut_state',
  'bad_state',
  'bad_time',
  'no_user',
  'bad_user',
  'bad_number',
  'bad_req_mem',
  'bad_memory',
  'bad_tres',
  'bad_cpu_time',
  'end_in_future',
  'cut_line',
  'long_line',
] as const;

/** One of {@link REJECT_REASONS}. */
export type RejectReason = (typeof REJECT_REASONS)[number];

/**
 * What became of the rows read: rows = jobs + steps + not_ended + rejected. `orphan_steps` are steps whose job row
 * did not come right before them; `negative_waits` are jobs whose Start lies before they could run.
 */
export type RowCounts = {
  rows: number;
  jobs: number;
  steps: number;
  not_ended: number;
  rejected: number;
  orphan_steps: number;
  negative_waits: number;
  reasons: Partial<Record<RejectReason, number>>;
  unknown_states: Record<string, number>;
};

/** Counts of nothing. */
export function noRows(): RowCounts {
  return {
    rows: 0,
    jobs: 0,
    steps: 0,
    not_ended: 0,
    rejected: 0,
    orphan_steps: 0,
    negative_waits: 0,
    reasons: {},
    unknown_states: {},
  };
}

/** Adds the counts of more rows in place. */
export function addRowCounts(into: RowCounts, more: RowCounts): void {
  for (const name of ['rows', 'jobs', 'steps', 'not_ended', 'rejected', 'orphan_steps', 'negative_waits'] as const) {
    into[name] += more[name];
  }
  for (const reason of REJECT_REASONS) {
    const count = more.reasons[reason];
    if (count !== undefined) into.reasons[reason] = (into.reasons[reason] ?? 0) + count;
  }
  for (const [state, count] of Object.entries(more.unknown_states)) countUnknownState(into, state, count);
}

/** Names of states Slurm does not have that are kept apart: a mistaken column would bring thousands. */
const MOST_UNKNOWN_STATES = 20;
const OTHER_STATES = 'OTHERS';

/** Counts runs in a state that Slurm does not have. */
export function countUnknownState({ unknown_states: states }: RowCounts, state: string, count = 1): void {
  const name = state in states || Object.keys(states).length < MOST_UNKNOWN_STATES ? state : OTHER_STATES;
  states[name] = (states[name] ?? 0) + count;
}
