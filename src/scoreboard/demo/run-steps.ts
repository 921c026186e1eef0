import type { EndedState } from '../../domain/job-state.ts';
import type { JobRun } from './job-run.ts';
import { elapsedSeconds } from './job-run.ts';
import { type RandomStream, randomStream } from './random-stream.ts';

/** One step of a run as accounting would know it once it is over; epoch seconds, KiB and MiB of 1024. */
export type RunStep = {
  /** What follows the dot of the JobID: `batch`, `extern`, `interactive` or a number. */
  readonly name: string;
  readonly jobName: string;
  readonly state: EndedState;
  readonly exitCode: string;
  readonly startAt: number;
  readonly endAt: number;
  readonly suspendedSeconds: number;
  /** Nodes it spans: all of the job's, or its first. */
  readonly nodes: number;
  readonly tasks: number;
  readonly cpuMs: number;
  /** Memory of all its tasks together; null: not sampled. */
  readonly memKib: number | null;
};

const PROGRAMS = ['solve', 'prepare', 'python3', 'reduce', 'mpi_main'];
const MOST_SRUN_STEPS = 4;
/** Memory of a shell that only starts others, and of a step beside the greatest one. */
const SHELL_KIB = 11_600;

/**
 * The steps of a run in sacct's order; none when it never started. Their CPU times add up to the run's, the greatest
 * of their memory is the run's.
 */
export function runSteps(run: JobRun): RunStep[] {
  const { startAt } = run;
  if (startAt === null) return [];
  const ending = endingOf(run);
  const whole = { startAt, endAt: run.endAt, suspendedSeconds: run.suspendedSeconds, tasks: 1, memKib: null };
  const ok = { state: 'COMPLETED', exitCode: '0:0' } as const;
  const extern = {
    ...whole,
    ...(run.state === 'NODE_FAIL' ? ending : ok),
    name: 'extern',
    jobName: 'extern',
    nodes: run.nodes,
    cpuMs: 0,
  };
  const shell = { ...whole, ...ending, nodes: 1, cpuMs: run.usedCpuMs, memKib: run.usedMemKib };
  switch (run.style) {
    case 'batch':
      return [{ ...shell, name: 'batch', jobName: 'batch' }, extern];
    case 'interactive':
      return [{ ...shell, name: 'interactive', jobName: 'interactive' }, extern];
    case 'srun':
      return [extern, { ...shell, name: '0', jobName: run.jobName, nodes: run.nodes, tasks: run.tasks }];
    case 'srun-steps': {
      const batchCpuMs = Math.floor(run.usedCpuMs * 0.01);
      const memKib = run.usedMemKib === null ? null : Math.min(SHELL_KIB, run.usedMemKib);
      const batch = { ...shell, name: 'batch', jobName: 'batch', cpuMs: batchCpuMs, memKib };
      return [batch, extern, ...srunSteps(run, startAt, run.usedCpuMs - batchCpuMs)];
    }
    default:
      return run.style satisfies never;
  }
}

type Ending = Pick<RunStep, 'state' | 'exitCode'>;

/** How the steps that were running when a run ended look. Measured on 22.05 and 26.05. */
function endingOf({ state, exitCode }: JobRun): Ending {
  if (state === 'COMPLETED' || state === 'FAILED' || state === 'OUT_OF_MEMORY') return { state, exitCode };
  return { state: 'CANCELLED', exitCode: state === 'NODE_FAIL' ? '0:0' : '0:15' };
}

/** Steps one after another over the run's time; the last meets the run's end and its greatest memory. */
function srunSteps(run: JobRun, startAt: number, cpuMs: number): RunStep[] {
  const random = randomStream(run.stepSeed);
  const count = Math.max(1, Math.min(1 + random.below(MOST_SRUN_STEPS), elapsedSeconds(run)));
  const edge = (step: number): number => startAt + Math.floor(((run.endAt - startAt) * step) / count);
  const share = Math.floor(cpuMs / count);
  return Array.from({ length: count }, (_, index) => {
    const last = index === count - 1;
    return {
      ...(last ? endingOf(run) : { state: 'COMPLETED', exitCode: '0:0' }),
      name: String(index),
      jobName: random.pick(PROGRAMS),
      startAt: edge(index),
      endAt: edge(index + 1),
      suspendedSeconds: 0,
      nodes: run.nodes,
      tasks: run.tasks,
      cpuMs: last ? cpuMs - share * (count - 1) : share,
      memKib: last ? run.usedMemKib : lesserMemory(random, run.usedMemKib),
    } satisfies RunStep;
  });
}

function lesserMemory(random: RandomStream, greatestKib: number | null): number | null {
  return greatestKib === null ? null : Math.floor(greatestKib * (0.1 + 0.8 * random.unit()));
}
