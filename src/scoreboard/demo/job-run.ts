import type { EndedState } from '../../domain/job-state.ts';
import type { Person } from './person.ts';

/** How a job was started: a plain script, a script with srun steps, srun itself, or a shell by salloc. */
export type JobStyle = 'batch' | 'srun-steps' | 'srun' | 'interactive';

/**
 * One run of a job from beginning to end, as accounting would know it once all is over. Times are epoch seconds,
 * memory is in MiB and KiB as Slurm counts it (powers of 1024).
 */
export type JobRun = {
  /** `123`, array task `123_4`, het component `123+0`; the raw id is the plain number behind it. */
  jobId: string;
  rawId: number;
  readonly person: Person;
  readonly account: string;
  readonly partition: string;
  readonly qos: string;
  readonly jobName: string;
  readonly style: JobStyle;
  readonly state: EndedState;
  /** Who cancelled it; null when nobody did. */
  readonly cancelledByUid: number | null;
  readonly exitCode: string;
  readonly submitAt: number;
  /** Null: cancelled before it could have run. */
  readonly eligibleAt: number | null;
  /** Null: never started. */
  readonly startAt: number | null;
  readonly endAt: number;
  readonly suspendedSeconds: number;
  readonly cpus: number;
  readonly nodes: number;
  readonly gpus: number;
  readonly reqMemMib: number;
  readonly limitMinutes: number;
  /** CPU time of all its steps. */
  readonly usedCpuMs: number;
  /** Greatest memory of a step, all its tasks together; null: too short to be sampled, or lost with its node. */
  readonly usedMemKib: number | null;
  /** Tasks of an srun step. */
  readonly tasks: number;
  /** For what is drawn only when steps are asked for. */
  readonly stepSeed: number;
};

/** Days within which a run's Submit lies before its End, at most. */
export const LONGEST_RUN_LIFE_DAYS = 11;

/** Seconds a run was running: its life from Start to End less the time it was suspended; 0 when it never started. */
export function elapsedSeconds({ startAt, endAt, suspendedSeconds }: JobRun): number {
  return startAt === null ? 0 : endAt - startAt - suspendedSeconds;
}
