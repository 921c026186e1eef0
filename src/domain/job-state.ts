/** The states of a job that is over, as sacct names them. Source: sacct(1), "JOB STATE CODES". */
export const ENDED_STATES = [
  'BOOT_FAIL',
  'CANCELLED',
  'COMPLETED',
  'DEADLINE',
  'FAILED',
  'NODE_FAIL',
  'OUT_OF_MEMORY',
  'PREEMPTED',
  'REQUEUED',
  'REVOKED',
  'TIMEOUT',
] as const;

/** A state in which a run is over. */
export type EndedState = (typeof ENDED_STATES)[number];

/** The same states as `sacct -s` takes them. */
export const ENDED_STATE_CODES = 'BF,CA,CD,DL,F,NF,OOM,PR,RQ,RV,TO';

/** Ended states that may be set as failures; the first five are failures by default. */
export const FAILURE_STATES = [
  'FAILED',
  'NODE_FAIL',
  'OUT_OF_MEMORY',
  'PREEMPTED',
  'TIMEOUT',
  'BOOT_FAIL',
  'DEADLINE',
] as const satisfies readonly EndedState[];

/** What counts as failed unless the configuration says otherwise. */
export const DEFAULT_FAILURE_STATES: readonly EndedState[] = FAILURE_STATES.slice(0, 5);

const LIVE_STATES = new Set([
  'COMPLETING',
  'CONFIGURING',
  'PENDING',
  'REQUEUE_FED',
  'REQUEUE_HOLD',
  'RESIZING',
  'RESV_DEL_HOLD',
  'RUNNING',
  'SIGNALING',
  'SPECIAL_EXIT',
  'STAGE_OUT',
  'STOPPED',
  'SUSPENDED',
]);
const ENDED = new Set<string>(ENDED_STATES);
/** Slurm's longest has 13 letters. */
const STATE_WORD = /^[A-Z][A-Z_]{0,39}$/;

/** A state text read: its first word and whether a run in it is over. */
export type JobState =
  | { readonly kind: 'ended' | 'live' | 'unknown'; readonly name: string }
  | { readonly kind: 'cut' }
  | { readonly kind: 'unreadable' };

/**
 * Reads sacct's State: the first word in upper case (`CANCELLED by 1001` is CANCELLED). A form cut by a
 * fixed-width column (`OUT_OF_ME+`) is `cut`; a word Slurm does not have is `unknown` and counts as ended.
 */
export function parseJobState(text: string): JobState {
  const space = text.indexOf(' ');
  const name = (space < 0 ? text : text.slice(0, space)).toUpperCase();
  if (ENDED.has(name)) return { kind: 'ended', name };
  if (LIVE_STATES.has(name)) return { kind: 'live', name };
  if (name.endsWith('+')) return { kind: 'cut' };
  return STATE_WORD.test(name) ? { kind: 'unknown', name } : { kind: 'unreadable' };
}
