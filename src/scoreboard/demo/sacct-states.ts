import { ENDED_STATES, type EndedState } from '../../domain/job-state.ts';
import { EXIT } from '../../platform/exit-codes.ts';
import { KnownError } from '../../platform/known-error.ts';

/** A state that `sacct -s` selects by. */
export type SelectableState = EndedState | 'PENDING' | 'RUNNING' | 'SUSPENDED' | 'RESIZING';

/** The short forms that `sacct -s` takes beside the names. Source: sacct(1), "JOB STATE CODES". */
const CODES: Readonly<Record<string, SelectableState>> = {
  BF: 'BOOT_FAIL',
  CA: 'CANCELLED',
  CD: 'COMPLETED',
  DL: 'DEADLINE',
  F: 'FAILED',
  NF: 'NODE_FAIL',
  OOM: 'OUT_OF_MEMORY',
  PD: 'PENDING',
  PR: 'PREEMPTED',
  R: 'RUNNING',
  RQ: 'REQUEUED',
  RS: 'RESIZING',
  RV: 'REVOKED',
  S: 'SUSPENDED',
  TO: 'TIMEOUT',
};

const NAMES = new Set<string>(Object.values(CODES));
const ENDED = new Set<string>(ENDED_STATES);

/** Reads a list of states (`CD,F,timeout`), codes or names in any case. Throws KnownError for one that is none. */
export function parseStates(list: string): Set<SelectableState> {
  const words = list.split(',').filter((word) => word !== '');
  return new Set(words.map(parseState));
}

function parseState(word: string): SelectableState {
  const upper = word.toUpperCase();
  const state = CODES[upper] ?? (NAMES.has(upper) ? (upper as SelectableState) : undefined);
  if (state === undefined) throw new KnownError(`unrecognized job state value '${word}'`, EXIT.failed);
  return state;
}

/** True when all of the states are such that a run in them is over: then runs are selected by End. */
export function allEnded(states: ReadonlySet<SelectableState>): boolean {
  return [...states].every((state) => ENDED.has(state));
}
