import type { JobRun } from '../../../src/scoreboard/demo/job-run.ts';
import type { Person } from '../../../src/scoreboard/demo/person.ts';

/** Somebody for hand-made runs. */
export const PERSON: Person = { index: 0, name: 'zorwug', uid: 5001, account: 'alchemy', otherAccount: 'alchemy' };

/** 2024-10-04 00:00:00 UTC, day 20,000 since 1970. */
export const DAY_START = 1_728_000_000;

/** A hand-made run: 2 CPUs for 100 s on the day of DAY_START; `part` says what is different. */
export function aRun(part: Partial<JobRun> = {}): JobRun {
  return {
    jobId: '7',
    rawId: 7,
    person: PERSON,
    account: 'alchemy',
    partition: 'cpu',
    qos: 'normal',
    jobName: 'sweep',
    style: 'batch',
    state: 'COMPLETED',
    cancelledByUid: null,
    exitCode: '0:0',
    submitAt: DAY_START + 1000,
    eligibleAt: DAY_START + 1000,
    startAt: DAY_START + 2000,
    endAt: DAY_START + 2100,
    suspendedSeconds: 0,
    cpus: 2,
    nodes: 1,
    gpus: 0,
    reqMemMib: 500,
    limitMinutes: 30,
    usedCpuMs: 150_500,
    usedMemKib: 316_684,
    tasks: 1,
    stepSeed: 1,
    ...part,
  };
}
