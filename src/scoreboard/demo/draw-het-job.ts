import { drawSecondOfDay } from './day-rhythm.ts';
import { drawOutcome } from './draw-outcome.ts';
import { drawRequest } from './draw-request.ts';
import { drawWait } from './draw-wait.ts';
import type { FamilySource, JobFamily } from './job-family.ts';
import { makeRun } from './make-run.ts';

/** Draws a heterogeneous job: two components with requests of their own that start, end and fail together. */
export function drawHetJob({ random, taste, user, dayStart }: FamilySource): JobFamily {
  const first = drawRequest(random, taste, user);
  const second = {
    ...drawRequest(random, taste, user),
    jobName: first.jobName,
    account: first.account,
    qos: first.qos,
  };
  const outcome = drawOutcome(random, user.habits, first.qos);
  const endAt = dayStart + drawSecondOfDay(random);
  const startAt = outcome.elapsedSeconds === null ? null : endAt - outcome.elapsedSeconds;
  const { waitSeconds } = drawWait(random, first.qos, first.gpus + second.gpus);
  const submitAt = (startAt ?? endAt) - waitSeconds;
  const shared = { ...user, outcome, submitAt, eligibleAt: submitAt, startAt, endAt };
  const runs = [first, second].map((request) => makeRun(random, { ...shared, request }));
  return { kind: 'het', submitAt, runs };
}
