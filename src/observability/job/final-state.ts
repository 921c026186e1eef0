import { isTerminal, readSlurmState, type SlurmState, type TerminalState } from './job-state.ts';

/** Who decided a state (OBS-112, OBS-114): Slurm's own word and what the API sets are final. */
export type StateSource = 'scheduler' | 'exit_status' | 'event' | 'api' | 'lost' | 'demo';

/** What is told of the end of a job; what is not told is left out. */
export type EndFacts = {
  /** Slurm's word, or words. */
  readonly rawState?: string | readonly string[] | undefined;
  /** 0 to 255; 129 and more are codes, too, and not read as signals. */
  readonly exitCode?: number | undefined;
  /** 0 to 64; 0: none. */
  readonly signal?: number | undefined;
  readonly finalState?: TerminalState | undefined;
};

/** The state that a job ended in, who decided it, and words of Slurm's that are not known. */
export type FinalState = {
  readonly state: TerminalState;
  readonly source: Extract<StateSource, 'scheduler' | 'exit_status' | 'event'>;
  readonly unknown: SlurmState['unknown'];
};

/** SIGKILL and SIGTERM: how jobs are cancelled. Slurm's own word says when a job did that to itself (F7). */
const CANCELLING = new Set([9, 15]);

/** Decides the final state of a job by what is told of its end, the surest first (OBS-112). */
export function finalState({ rawState, exitCode, signal, finalState: told }: EndFacts): FinalState {
  const { state, unknown } = rawState === undefined ? { state: null, unknown: [] } : readSlurmState(rawState);
  if (state !== null && isTerminal(state)) return { state, source: 'scheduler', unknown };
  if (signal !== undefined && CANCELLING.has(signal)) return { state: 'cancelled', source: 'exit_status', unknown };
  if ((exitCode ?? 0) !== 0 || (signal ?? 0) !== 0) return { state: 'failed', source: 'exit_status', unknown };
  if (exitCode === 0) return { state: 'completed', source: 'exit_status', unknown };
  if (told !== undefined) return { state: told, source: 'event', unknown };
  return { state: 'completed', source: 'exit_status', unknown };
}
