import { describe, expect, it } from 'vitest';
import type { JobFamily } from '../../../src/scoreboard/demo/job-family.ts';
import { numberRuns } from '../../../src/scoreboard/demo/number-runs.ts';
import { aRun, DAY_START } from './a-run.ts';

const CLUSTER = {
  name: 'bell',
  taste: 'memory',
  seed: 1,
  users: 1,
  jobsPerDay: 68,
  fromSeconds: 0,
  nowSeconds: null,
} as const;

/** A family whose runs were submitted at these seconds of the day. */
function family(kind: JobFamily['kind'], ...submits: number[]): JobFamily {
  const runs = submits.map((second) => aRun({ jobId: '', rawId: 0, submitAt: DAY_START + second, stepSeed: 63 }));
  return { kind, submitAt: runs[0]!.submitAt, runs };
}

/** Day 18,262 is 2020-01-01, the first; a day has 2 x 68 + 64 = 200 ids. */
const numbered = (day: number, ...families: JobFamily[]): string[] =>
  numberRuns(CLUSTER, day, families).map(({ jobId, rawId }) => `${jobId} ${rawId}`);

describe('P2 D1 job ids', () => {
  it.each([
    ['one run', family('single', 10), ['1 1', '2 2']],
    ['an array cancelled while it waited: 2 tasks and 63 modulo 30', family('unsplit', 10), ['1_[1-5] 1', '2 2']],
    ['tasks: the last keeps the array’s id', family('array', 10, 10, 10), ['1_3 1', '1_1 2', '1_2 3', '4 4']],
    ['het components', family('het', 10, 10), ['1+0 1', '1+1 2', '3 3']],
    ['a requeued run and the next share one id', family('requeued', 10, 30), ['1 1', '2 2', '1 1']],
  ])('%s', (_, first, expected) => {
    expect(numbered(18_262, first, family('single', 20))).toEqual(expected);
  });

  it('follow Submit, and every day begins a range of its own', () => {
    expect(numbered(18_264, family('single', 20), family('single', 10))).toEqual(['401 401', '402 402']);
  });
});
