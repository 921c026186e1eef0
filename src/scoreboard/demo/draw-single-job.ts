import { drawSecondOfDay } from './day-rhythm.ts';
import { drawOutcome, type JobOutcome } from './draw-outcome.ts';
import { drawRequest, type JobRequest } from './draw-request.ts';
import { drawWait } from './draw-wait.ts';
import type { FamilySource, JobFamily } from './job-family.ts';
import { makeRun, type RunPlan } from './make-run.ts';

const SUSPENDED_CHANCE = 0.004;
const LONGEST_SUSPENSION_SECONDS = 7200;
const NEVER_ELIGIBLE_CHANCE = 0.15;

/** Of the jobs cancelled before they started, those that were arrays. */
const UNSPLIT_CHANCE = 0.1;

/** Draws a job with one run, or an array that was cancelled whole while it waited. */
export function drawSingleJob(source: FamilySource): JobFamily {
  const { random, taste, user } = source;
  const request = drawRequest(random, taste, user);
  const outcome = drawOutcome(random, user.habits, request.qos);
  const run = makeRun(random, { ...user, request, outcome, ...drawTimes(source, request, outcome) });
  const unsplit = run.startAt === null && run.state === 'CANCELLED' && random.chance(UNSPLIT_CHANCE);
  return { kind: unsplit ? 'unsplit' : 'single', submitAt: run.submitAt, runs: [run] };
}

type RunTimes = Pick<RunPlan, 'submitAt' | 'eligibleAt' | 'startAt' | 'endAt' | 'suspendedSeconds'>;

function drawTimes({ random, dayStart }: FamilySource, request: JobRequest, outcome: JobOutcome): RunTimes {
  const endAt = dayStart + drawSecondOfDay(random);
  const { waitSeconds, ineligibleSeconds } = drawWait(random, request.qos, request.gpus);
  if (outcome.elapsedSeconds === null) {
    const submitAt = endAt - waitSeconds - random.below(600);
    const eligibleAt = random.chance(NEVER_ELIGIBLE_CHANCE) ? null : submitAt + ineligibleSeconds;
    return { submitAt, eligibleAt, startAt: null, endAt };
  }
  const suspendedSeconds = random.chance(SUSPENDED_CHANCE) ? 1 + random.below(LONGEST_SUSPENSION_SECONDS) : 0;
  const startAt = endAt - outcome.elapsedSeconds - suspendedSeconds;
  const submitAt = startAt - waitSeconds;
  return { submitAt, eligibleAt: submitAt + ineligibleSeconds, startAt, endAt, suspendedSeconds };
}
