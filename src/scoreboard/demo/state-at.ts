import type { EndedState } from '../../domain/job-state.ts';
import type { JobRun } from './job-run.ts';

/** The state of a submitted run at an instant in epoch seconds: what it ended in, or what it was in before. */
export function stateAt(run: JobRun, now: number): EndedState | 'PENDING' | 'RUNNING' {
  if (run.endAt <= now) return run.state;
  return run.startAt !== null && run.startAt <= now ? 'RUNNING' : 'PENDING';
}
