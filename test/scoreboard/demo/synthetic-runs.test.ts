import { describe, expect, it } from 'vitest';
import { runsByDay } from '../../../src/scoreboard/demo/day-runs.ts';
import { demoClusters } from '../../../src/scoreboard/demo/demo-clusters.ts';
import { elapsedSeconds, type JobRun, LONGEST_RUN_LIFE_DAYS } from '../../../src/scoreboard/demo/job-run.ts';
import { runSteps } from '../../../src/scoreboard/demo/run-steps.ts';

/** 2026-11-20, day 20,777 since 1970; the year before it. */
const TODAY = 20_777;
const CLUSTERS = demoClusters(42, TODAY * 86_400 + 43_200);
const YEAR = CLUSTERS.map((cluster) => {
  const dayRuns = runsByDay(cluster);
  const days = Array.from({ length: 365 }, (_, index) => dayRuns(TODAY - 365 + index));
  return { cluster, days, runs: days.flat() };
});
const ALL = YEAR.flatMap(({ runs }) => runs);

const broken = (check: (run: JobRun) => boolean): string[] => ALL.filter((run) => !check(run)).map((run) => run.jobId);
const share = (runs: readonly JobRun[], check: (run: JobRun) => boolean): number =>
  runs.filter(check).length / runs.length;

describe('C14 the same run gives the same jobs', () => {
  const [first] = CLUSTERS;
  it('whatever was asked before', () => {
    const forward = runsByDay(first!);
    const backward = runsByDay(first!);
    const days = [20_000, 20_001, 20_002];
    const one = days.map((day) => forward(day));
    const other = days.toReversed().map((day) => backward(day));
    expect(other.toReversed()).toEqual(one);
    expect(forward(20_001)).toEqual(one[1]);
  });

  it('another seed or another name gives others', () => {
    const ids = (part: object) =>
      runsByDay({ ...first!, ...part })(20_000).map((run) => `${run.person.name} ${run.endAt}`);
    expect(ids({ seed: 43 })).not.toEqual(ids({}));
    expect(ids({ name: 'anvil' })).not.toEqual(ids({}));
  });

  it('every day is another one: no second of the day has runs that end on many days', () => {
    const dayRuns = runsByDay(first!);
    const daysBySecond = new Map<number, number>();
    for (let day = 20_000; day < 20_060; day++) {
      for (const second of new Set(dayRuns(day).map((run) => run.endAt % 86_400))) {
        daysBySecond.set(second, (daysBySecond.get(second) ?? 0) + 1);
      }
    }
    // About 9,000 ends over 86,400 seconds: even the commonest second is met a few times only.
    expect(Math.max(...daysBySecond.values())).toBeLessThan(8);
  });

  it('what is seen of them does not shape them', () => {
    const cut = { ...first!, fromSeconds: 1_750_000_000, nowSeconds: null };
    expect(runsByDay(cut)(20_000)).toEqual(runsByDay(first!)(20_000));
  });
});

describe.each(YEAR)('C14 a year of $cluster.name', ({ cluster, days, runs }) => {
  it('has about as many runs as asked, more on a workday than on a Sunday', () => {
    expect(runs.length / 365).toBeGreaterThan(cluster.jobsPerDay * 0.9);
    expect(runs.length / 365).toBeLessThan(cluster.jobsPerDay * 1.15);
    // 2026-11-20 was a Friday; so the day 5 days before it a Sunday, the day 3 days before it a Tuesday.
    const onWeekday = (before: number): number =>
      days.filter((_, index) => (365 - index - before) % 7 === 0).flat().length / 52;
    expect(onWeekday(3)).toBeGreaterThan(1.5 * onWeekday(5));
  });

  it('D1 never gives a job id and Submit twice, and ids rise from day to day', () => {
    expect(new Set(runs.map((run) => `${run.jobId}|${run.submitAt}`)).size).toBe(runs.length);
    const edges = days.map((day) => day.map((run) => run.rawId));
    const bad = edges.slice(1).filter((ids, index) => Math.min(...ids) <= Math.max(...edges[index]!));
    expect(bad).toEqual([]);
  });

  it('has as many users as asked, and Zipf’s law among them', () => {
    const counts = new Map<string, number>();
    for (const { person } of runs) counts.set(person.name, (counts.get(person.name) ?? 0) + 1);
    const shares = [...counts.values()].sort((a, b) => b - a).map((count) => count / runs.length);
    expect(counts.size).toBe(cluster.users);
    // By 1/rank the first of 40 to 60 users has 21 to 23 % and the first ten 62 to 68 %; campaigns move that.
    expect(shares[0]).toBeGreaterThan(0.12);
    expect(shares[0]).toBeLessThan(0.35);
    expect(shares.slice(0, 10).reduce((sum, one) => sum + one, 0)).toBeGreaterThan(0.5);
    expect(shares[0]! / shares[9]!).toBeGreaterThan(4);
  });

  it.each([
    ['COMPLETED', 0.74, 0.9],
    ['FAILED', 0.04, 0.11],
    ['CANCELLED', 0.04, 0.1],
    ['TIMEOUT', 0.01, 0.05],
    ['OUT_OF_MEMORY', 0.004, 0.03],
    ['NODE_FAIL', 0.0005, 0.015],
    ['PREEMPTED', 0.0005, 0.01],
    ['REQUEUED', 0.0005, 0.015],
    ['DEADLINE', 0.00005, 0.005],
  ])('%s: between %d and %d of the runs', (state, least, most) => {
    const part = share(runs, (run) => run.state === state);
    expect(part).toBeGreaterThanOrEqual(least);
    expect(part).toBeLessThanOrEqual(most);
  });
});

describe('C14 the five clusters', () => {
  it('share their people: most have jobs on three or more', () => {
    const clustersOf = new Map<string, number>();
    for (const { runs } of YEAR) {
      for (const name of new Set(runs.map(({ person }) => person.name))) {
        clustersOf.set(name, (clustersOf.get(name) ?? 0) + 1);
      }
    }
    const several = [...clustersOf.values()].filter((count) => count >= 3).length;
    expect(several / clustersOf.size).toBeGreaterThan(0.5);
  });

  it('have tastes: GPUs on gilbreth, none on hammer, arrays on hammer', () => {
    const byName = new Map(YEAR.map(({ cluster, runs }) => [cluster.name, runs]));
    const gpu = (name: string): number => share(byName.get(name)!, (run) => run.gpus > 0);
    expect(gpu('gilbreth')).toBeGreaterThan(0.4);
    expect(gpu('gautschi')).toBeGreaterThan(0.05);
    expect(gpu('hammer')).toBe(0);
    expect(share(byName.get('hammer')!, (run) => run.jobId.includes('_'))).toBeGreaterThan(0.4);
  });

  it('have every kind of job id', () => {
    for (const form of [/^\d+$/, /^\d+_\d+$/, /^\d+\+[01]$/, /^\d+_\[1-\d+\]$/]) {
      expect(ALL.filter((run) => form.test(run.jobId)).length).toBeGreaterThan(20);
    }
  });

  it('wait with a heavy tail: most a few minutes, some for hours', () => {
    const waits = ALL.filter((run) => run.startAt !== null && !run.jobId.includes('_'))
      .map((run) => (run.startAt ?? 0) - run.submitAt)
      .sort((a, b) => a - b);
    expect(waits[Math.floor(waits.length * 0.5)]).toBeLessThan(900);
    expect(waits[Math.floor(waits.length * 0.99)]).toBeGreaterThan(3600);
  });
});

describe('C14 every run agrees with itself', () => {
  it.each<[string, (run: JobRun) => boolean]>([
    [
      'Submit <= Eligible <= Start <= End',
      (run) =>
        run.submitAt <= (run.eligibleAt ?? run.submitAt) &&
        (run.eligibleAt ?? run.submitAt) <= (run.startAt ?? run.endAt) &&
        (run.startAt ?? run.endAt) <= run.endAt,
    ],
    ['its life is bounded, so that look-ups are', (run) => run.endAt - run.submitAt < LONGEST_RUN_LIFE_DAYS * 86_400],
    [
      'only cancelled and late runs never started',
      (run) => run.startAt !== null || run.state === 'CANCELLED' || run.state === 'DEADLINE',
    ],
    ['only cancelled runs have a canceller', (run) => (run.cancelledByUid !== null) === (run.state === 'CANCELLED')],
    [
      'a timed-out run reached its limit',
      (run) =>
        run.state !== 'TIMEOUT' ||
        (elapsedSeconds(run) >= run.limitMinutes * 60 && elapsedSeconds(run) <= run.limitMinutes * 60 + 30),
    ],
    ['others stayed within it', (run) => run.state === 'TIMEOUT' || elapsedSeconds(run) <= run.limitMinutes * 60],
    ['CPU time fits into what was allocated', (run) => run.usedCpuMs <= elapsedSeconds(run) * run.cpus * 1000],
    ['memory fits into what was asked for', (run) => (run.usedMemKib ?? 0) <= run.reqMemMib * 1024],
    [
      'nodes share it evenly',
      (run) => run.cpus % run.nodes === 0 && run.gpus % run.nodes === 0 && run.reqMemMib % run.nodes === 0,
    ],
    [
      'times are whole seconds',
      (run) =>
        [run.submitAt, run.eligibleAt, run.startAt, run.endAt].every(
          (time) => time === null || Number.isSafeInteger(time),
        ),
    ],
  ])('%s', (_, check) => {
    expect(broken(check)).toEqual([]);
  });

  it('its steps lie within it, their CPU time is its own, their greatest memory too', () => {
    const bad = broken((run) => {
      const steps = runSteps(run);
      if (run.startAt === null) return steps.length === 0;
      const inside = steps.every(
        (step) => step.startAt >= run.startAt! && step.endAt <= run.endAt && step.startAt <= step.endAt,
      );
      const cpuMs = steps.reduce((sum, step) => sum + step.cpuMs, 0);
      const known = steps.map((step) => step.memKib).filter((kib) => kib !== null);
      const memory = run.usedMemKib === null ? known.length === 0 : Math.max(...known) === run.usedMemKib;
      return inside && cpuMs === run.usedCpuMs && memory;
    });
    expect(bad).toEqual([]);
  });

  it('a requeued run is followed by one of the same id, later', () => {
    for (const { runs } of YEAR) {
      const requeued = runs.filter((run) => run.state === 'REQUEUED');
      const next = requeued.map((run) =>
        runs.filter((other) => other.jobId === run.jobId && other.submitAt > run.endAt),
      );
      expect(next.every((later) => later.length === 1)).toBe(true);
    }
  });
});
