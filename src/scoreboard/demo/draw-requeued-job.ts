import { drawSecondOfDay } from './day-rhythm.ts';
import { drawOutcome, type JobOutcome } from './draw-outcome.ts';
import { drawRequest } from './draw-request.ts';
import { drawSingleJob } from './draw-single-job.ts';
import { drawWait } from './draw-wait.ts';
import type { FamilySource, JobFamily } from './job-family.ts';
import { makeRun } from './make-run.ts';

/** A requeued job is held this long before it may start again. Measured on 22.05 and 26.05. */
const REQUEUE_HOLD_SECONDS = 120;
/** The second run, its wait included, takes at most this; the first ends on the same day before it. */
const LONGEST_SECOND_RUN_SECONDS = 6 * 3600;

/**
 * Draws a job that was requeued (or lost its node) and ran again: the same job id, a new Submit. Both runs end on the
 * same day; a day that is too young for two runs gets a plain job.
 */
export function drawRequeuedJob(source: FamilySource): JobFamily {
  const { random, taste, user, dayStart } = source;
  const secondOfDay = drawSecondOfDay(random);
  if (secondOfDay < LONGEST_SECOND_RUN_SECONDS) return drawSingleJob(source);
  const request = drawRequest(random, taste, user);
  const drawn = drawOutcome(random, user.habits, request.qos);
  const again = shortened(drawn, LONGEST_SECOND_RUN_SECONDS - 1800);
  const endAt = dayStart + secondOfDay;
  const startAt = endAt - (again.elapsedSeconds ?? 0);
  const resubmitAt = startAt - REQUEUE_HOLD_SECONDS - random.below(900);
  const firstEnd = resubmitAt - 1 - random.below(5);
  const cut = random.below(Math.min(again.limitMinutes * 60, Math.ceil(user.habits.medianSeconds)));
  const first: JobOutcome = {
    ...again,
    state: random.chance(0.8) ? 'REQUEUED' : 'NODE_FAIL',
    elapsedSeconds: cut,
    exitCode: '0:0',
  };
  const submitAt = firstEnd - cut - drawWait(random, request.qos, request.gpus).waitSeconds;
  const shared = { ...user, request };
  const runs = [
    { outcome: first, submitAt, eligibleAt: submitAt, startAt: firstEnd - cut, endAt: firstEnd },
    { outcome: again, submitAt: resubmitAt, eligibleAt: resubmitAt + REQUEUE_HOLD_SECONDS, startAt, endAt },
  ].map((plan) => makeRun(random, { ...shared, ...plan }));
  return { kind: 'requeued', submitAt, runs };
}

/** The outcome with a run that is short enough, or as a completed one where its state would need longer. */
function shortened(outcome: JobOutcome, mostSeconds: number): JobOutcome {
  const { elapsedSeconds, limitMinutes } = outcome;
  if (elapsedSeconds !== null && elapsedSeconds <= mostSeconds) return outcome;
  const cut = Math.min(elapsedSeconds ?? 0, mostSeconds, limitMinutes * 60);
  return { ...outcome, state: 'COMPLETED', exitCode: '0:0', elapsedSeconds: cut };
}
