import { EXIT } from '../../platform/exit-codes.ts';
import { KnownError } from '../../platform/known-error.ts';
import type { ProcessEnd } from '../../platform/run-process.ts';
import type { Interval } from './sacct-args.ts';

/**
 * What a failed call means for the next one: `too-much` wants a smaller slice, `away` and `refused` want time,
 * `no-tool` wants a person.
 */
export type FailureKind = 'too-much' | 'away' | 'refused' | 'no-tool';

/** A call of sacct whose answer is not to be kept. */
export class SacctFailure extends KnownError {
  readonly kind: FailureKind;
  readonly interval: Interval;

  constructor(kind: FailureKind, detail: string, interval: Interval) {
    super(`sacct: ${detail.replace(/^sacct: /, '')}`, kind === 'no-tool' ? EXIT.noTool : EXIT.failed);
    this.kind = kind;
    this.interval = interval;
  }
}

// A sacct that is refused memory while it unpacks the answer says no more than "Unspecified error" (22.05, measured).
const TOO_MUCH =
  /too wide of a date range|exceeds size limit|(?:cannot|unable to) allocate|out of memory|malloc.*fail|Unspecified error/i;
// Where slurmdbd ended in the middle of its answer, that is said as well, after what became of the connection.
const CUT_OFF = /connection re(?:set|fused)|slurm_persist_conn|_conn_readable|no response to persist_init/i;
const AWAY = /slurmdbd|slurm_persist|connection|database|communication|unable to contact|socket|timed out|munge/i;

/**
 * Why an ended call failed; null when nothing speaks against its answer. Exit codes alone were not reliable before
 * 23.11, so a line of stderr is enough, unless the site named it as harmless (`ignored`: texts such a line holds).
 */
export function findFailure(end: ProcessEnd, ignored: readonly string[]): { kind: FailureKind; detail: string } | null {
  const lines = end.stderr
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !ignored.some((text) => text !== '' && line.includes(text)));
  const said = lines.slice(0, 3).join('; ');
  if (end.outcome === 'gone')
    return { kind: 'no-tool', detail: 'it is not here or cannot be started; set sacct_path or PATH' };
  if (end.outcome === 'timed-out') return { kind: 'too-much', detail: 'no answer within the time limit' };
  if (end.outcome === 'signalled') {
    return { kind: 'too-much', detail: `ended by ${end.signal ?? 'a signal'}${said && `: ${said}`}` };
  }
  const complaint = lines.find((line) => /^sacct: (error|fatal)|^slurm_|error:/i.test(line));
  if (end.exitCode === 0 && complaint === undefined) return null;
  const detail = said || `exit status ${end.exitCode}`;
  if (CUT_OFF.test(said)) return { kind: 'away', detail };
  if (TOO_MUCH.test(detail)) return { kind: 'too-much', detail };
  return { kind: AWAY.test(detail) ? 'away' : 'refused', detail };
}
