import type { JobOutcome } from './draw-outcome.ts';
import type { JobRequest } from './draw-request.ts';
import type { JobRun, JobStyle } from './job-run.ts';
import type { Person } from './person.ts';
import type { RandomStream } from './random-stream.ts';
import type { UserHabits } from './user-habits.ts';

/** A run before its use of CPU and memory is drawn. Times are epoch seconds. */
export type RunPlan = {
  readonly person: Person;
  readonly habits: UserHabits;
  readonly request: JobRequest;
  readonly outcome: JobOutcome;
  readonly submitAt: number;
  readonly eligibleAt: number | null;
  readonly startAt: number | null;
  readonly endAt: number;
  readonly suspendedSeconds?: number;
};

/** Memory is sampled every half minute: shorter runs often have none. Source: slurm.conf(5), JobAcctGatherFrequency. */
const SAMPLED_AFTER_SECONDS = 20;
const LOST_SAMPLE_CHANCE = 0.03;
const ADMIN_UID = 0;

/** Makes a planned run whole. Its ids are empty until its day is numbered. */
export function makeRun(random: RandomStream, plan: RunPlan): JobRun {
  const { person, habits, request, outcome, startAt } = plan;
  const style = drawStyle(random, request, plan.suspendedSeconds ?? 0);
  return {
    jobId: '',
    rawId: 0,
    person,
    ...request,
    style,
    state: outcome.state,
    cancelledByUid: outcome.state === 'CANCELLED' ? (random.chance(0.9) ? person.uid : ADMIN_UID) : null,
    exitCode: outcome.exitCode,
    submitAt: plan.submitAt,
    eligibleAt: plan.eligibleAt,
    startAt,
    endAt: plan.endAt,
    suspendedSeconds: plan.suspendedSeconds ?? 0,
    limitMinutes: outcome.limitMinutes,
    usedCpuMs: drawCpuMs(random, habits, request.cpus * (outcome.elapsedSeconds ?? 0)),
    usedMemKib: drawMemKib(random, plan),
    tasks: request.nodes > 1 || random.chance(0.4) ? request.cpus : 1,
    stepSeed: random.below(2 ** 32),
  };
}

function drawStyle(random: RandomStream, { nodes }: JobRequest, suspendedSeconds: number): JobStyle {
  // Suspended time would have to be shared out over srun steps; scripts have none.
  if (suspendedSeconds > 0) return 'batch';
  const luck = random.unit();
  if (nodes > 1) return luck < 0.9 ? 'srun-steps' : 'srun';
  if (luck < 0.62) return 'batch';
  if (luck < 0.9) return 'srun-steps';
  return luck < 0.96 ? 'srun' : 'interactive';
}

function drawCpuMs(random: RandomStream, habits: UserHabits, cpuSeconds: number): number {
  const efficiency = habits.cpuEfficiency + 0.06 * random.normal();
  return Math.floor(cpuSeconds * 1000 * Math.min(0.995, Math.max(0.005, efficiency)));
}

function drawMemKib(random: RandomStream, { habits, request, outcome }: RunPlan): number | null {
  const fraction = Math.min(0.97, habits.memFraction * random.around(1, 0.25));
  const lost = random.chance(LOST_SAMPLE_CHANCE) || outcome.state === 'NODE_FAIL';
  if (lost || (outcome.elapsedSeconds ?? 0) < SAMPLED_AFTER_SECONDS) return null;
  const share = outcome.state === 'OUT_OF_MEMORY' ? 0.99 : fraction;
  return Math.floor(request.reqMemMib * 1024 * share);
}
