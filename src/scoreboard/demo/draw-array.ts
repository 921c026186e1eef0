import { drawSecondOfDay } from './day-rhythm.ts';
import { drawOutcome } from './draw-outcome.ts';
import { drawRequest } from './draw-request.ts';
import { drawWait } from './draw-wait.ts';
import type { FamilySource, JobFamily } from './job-family.ts';
import { makeRun, type RunPlan } from './make-run.ts';

/** Tasks of an array at most: days hold few jobs, one array is not to be most of them. */
const MOST_TASKS = 40;
/** Tasks end one after another within this time, because not all of them fit at once. */
const LONGEST_SPREAD_SECONDS = 6 * 3600;

/** Draws an array: tasks with one Submit and one request, that end at different times of the day. */
export function drawArray(source: FamilySource): JobFamily {
  const { random, taste, user } = source;
  const request = drawRequest(random, taste, user);
  const tasks = Math.min(MOST_TASKS, 2 + random.below(2 * (user.habits.arrayTasks - 1)));
  const lastEnd = drawSecondOfDay(random);
  const spread = Math.min(lastEnd, random.below(LONGEST_SPREAD_SECONDS));
  const plans = Array.from({ length: tasks }, () => {
    const endAt = source.dayStart + lastEnd - random.below(spread + 1);
    const drawn = drawOutcome(random, user.habits, request.qos);
    const elapsedSeconds = drawn.elapsedSeconds ?? 0;
    // A task that never started would be part of the array's unsplit rest: here it is cancelled as it starts.
    const outcome = drawn.elapsedSeconds === null ? { ...drawn, state: 'CANCELLED' as const, elapsedSeconds } : drawn;
    return { outcome, endAt, startAt: endAt - elapsedSeconds };
  });
  const { waitSeconds, ineligibleSeconds } = drawWait(random, request.qos, request.gpus);
  const submitAt = Math.min(...plans.map((plan) => plan.startAt)) - waitSeconds;
  const shared: Omit<RunPlan, 'outcome' | 'endAt' | 'startAt'> = {
    ...user,
    request,
    submitAt,
    eligibleAt: submitAt + ineligibleSeconds,
  };
  return { kind: 'array', submitAt, runs: plans.map((plan) => makeRun(random, { ...shared, ...plan })) };
}
