import { cpSync, existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { accountBoardSchema, type BoardRow, boardRows, userBoardSchema } from '../../../src/domain/board.ts';
import type { Month } from '../../../src/domain/calendar.ts';
import type { Window } from '../../../src/domain/windows.ts';
import { openJson } from '../../../src/platform/checked-json.ts';
import {
  type BoardsReport,
  type BuildBoardsOptions,
  buildBoards,
} from '../../../src/scoreboard/leaderboards/build-boards.ts';
import { scrubBoards } from '../../../src/scoreboard/leaderboards/scrub-boards.ts';
import {
  boardFile,
  type ClusterLayout,
  clusterLayout,
  mergedBoards,
} from '../../../src/scoreboard/rollups/root-layout.ts';
import { type Counted, emptyRoot, seconds, writeCluster } from './counted-root.ts';

let root = '';
beforeEach(() => {
  root = emptyRoot();
});
afterEach(() => rmSync(root, { recursive: true }));

type Options = Partial<Omit<BuildBoardsOptions, 'root' | 'asofSeconds'>> & {
  publishedName?: (user: string) => string;
  namesKey?: string;
};

/** Builds the boards of an instant; nobody is left out unless the options say so. */
function build(
  asof: string,
  { publishedName = (user) => user, namesKey = 'own', ...options }: Options = {},
): Promise<BoardsReport> {
  const rules = { minJobs: 1, minAccountPeople: 1 };
  const asofSeconds = seconds(asof);
  return buildBoards({ publishedName, namesKey }, { root, rules, staleAfterSeconds: 3600, ...options, asofSeconds });
}

const userBoard = (window: Window, cluster?: string) => {
  const folder = cluster === undefined ? mergedBoards(root) : clusterLayout(root, cluster).boards;
  const read = openJson(readFileSync(boardFile(folder, window, 'user')), userBoardSchema);
  if (!read.ok) throw new Error(read.detail);
  return read.value;
};
const accountBoard = (window: Window, cluster?: string) => {
  const folder = cluster === undefined ? mergedBoards(root) : clusterLayout(root, cluster).boards;
  const read = openJson(readFileSync(boardFile(folder, window, 'account')), accountBoardSchema);
  if (!read.ok) throw new Error(read.detail);
  return read.value;
};
const rowOf = (window: Window, user: string, cluster?: string): BoardRow | undefined =>
  boardRows(userBoard(window, cluster)).find((row) => row.name === user);

/** Jobs per window of a user who had one job on each of some days. */
async function jobsByWindow(days: readonly string[], asof: string): Promise<(number | undefined)[]> {
  writeCluster(
    root,
    'bell',
    days.map((day) => ({ day, user: 'ann', jobs: 1 })),
  );
  await build(asof);
  return (['30d', '365d', 'alltime'] as const).map((window) => rowOf(window, 'ann')?.values.jobs);
}

describe('F2 windows are exact to the UTC day', () => {
  it.each([
    ['the first day of 30, the last second of the day', ['2026-09-01'], '2026-09-30T23:59:59Z', [1, 1, 1]],
    ['the same job as the next day begins', ['2026-09-01'], '2026-10-01T00:00:00Z', [undefined, 1, 1]],
    ['a job one second before the window’s first midnight', ['2026-08-31'], '2026-09-30T00:00:00Z', [undefined, 1, 1]],
    ['today', ['2026-09-30'], '2026-09-30T00:00:00Z', [1, 1, 1]],
    ['tomorrow is left out, also of all time', ['2026-09-30', '2026-10-01'], '2026-09-30T23:59:59Z', [1, 1, 1]],
    ['a later month is left out', ['2026-09-30', '2026-11-01'], '2026-09-30T12:00:00Z', [1, 1, 1]],
    ['the first day of 365', ['2025-10-01'], '2026-09-30T12:00:00Z', [undefined, 1, 1]],
    ['the day before it', ['2025-09-30'], '2026-09-30T12:00:00Z', [undefined, undefined, 1]],
    ['30 days over the end of a year', ['2025-12-03', '2025-12-02'], '2026-01-01T12:00:00Z', [1, 2, 2]],
    ['30 days over a leap day', ['2024-02-01', '2024-01-31'], '2024-03-01T12:00:00Z', [1, 2, 2]],
    ['30 days over a common February', ['2023-01-31', '2023-01-30'], '2023-03-01T12:00:00Z', [1, 2, 2]],
    ['365 days that hold a leap day', ['2024-01-02', '2024-01-01'], '2024-12-31T12:00:00Z', [undefined, 1, 2]],
    ['on a leap day', ['2024-02-29', '2024-01-31', '2024-01-30'], '2024-02-29T12:00:00Z', [2, 3, 3]],
    ['long ago', ['1999-12-31'], '2026-09-30T12:00:00Z', [undefined, undefined, 1]],
  ])('%s', async (_, days, asof, jobs) => {
    expect(await jobsByWindow(days, asof)).toEqual(jobs);
  });

  it('a window of whole months and parts of two adds up every day once', async () => {
    const days = Array.from({ length: 62 }, (_, index) =>
      new Date(Date.UTC(2026, 6, 1 + index)).toISOString().slice(0, 10),
    );
    expect(await jobsByWindow(days, '2026-08-31T00:00:00Z')).toEqual([30, 62, 62]);
  });
});

describe('F3 values of a board', () => {
  const FULL: Counted = {
    day: '2026-09-30',
    user: 'ann',
    jobs: 10,
    gpu_jobs: 4,
    failed_jobs: 2,
    elapsed_seconds: 7200,
    cpu_seconds: 36_000,
    gpu_elapsed_seconds: 3600,
    gpu_seconds: 14_400,
    node_seconds: 10_800,
    wait_seconds: 18_000,
    wait_jobs: 5,
    cpu_used_seconds: 9000,
    cpu_measured_seconds: 18_000,
    req_mem_kb: 5_000_000,
    max_mem_kb: 2_500_000,
    avg_mem_kb: 1_250_000,
    mem_used_kb: 1_000_000,
    mem_alloc_kb: 4_000_000,
    longest_job_seconds: 5400,
    max_job_cpus: 16,
  };

  it('every metric, from counters', async () => {
    writeCluster(root, 'bell', [FULL]);
    await build('2026-09-30T12:00:00Z');
    expect(rowOf('30d', 'ann')?.values).toEqual({
      clock_hours: 10,
      elapsed_hours: 2,
      gpu_clock_hours: 4,
      gpu_elapsed_hours: 1,
      node_hours: 3,
      jobs: 10,
      gpu_jobs: 4,
      failed_jobs: 2,
      failure_rate: 0.2,
      wait_hours: 1,
      cpu_efficiency: 0.5,
      wasted_cpu_hours: 2.5,
      req_mem_mb: 5000,
      max_mem_mb: 2500,
      avg_mem_mb: 1250,
      mem_efficiency: 0.25,
      biggest_job: 16,
      longest_job: 5400,
    });
  });

  it('unknown is left out, and is not zero', async () => {
    writeCluster(root, 'bell', [{ day: '2026-09-30', user: 'ann', jobs: 20, cpu_seconds: 3600 }]);
    await build('2026-09-30T12:00:00Z');
    const values = rowOf('30d', 'ann')?.values ?? {};
    expect(['wait_hours', 'cpu_efficiency', 'mem_efficiency'].filter((name) => name in values)).toEqual([]);
    expect([values.failure_rate, values.gpu_jobs]).toEqual([0, 0]);
  });

  it('rates rank from 10 jobs on', async () => {
    writeCluster(root, 'bell', [
      { day: '2026-09-30', user: 'nine', jobs: 9, failed_jobs: 9 },
      { day: '2026-09-30', user: 'ten', jobs: 10, failed_jobs: 1 },
    ]);
    await build('2026-09-30T12:00:00Z');
    expect([rowOf('30d', 'nine')?.values.failure_rate, rowOf('30d', 'nine')?.ranks.failure_rate]).toEqual([
      1,
      undefined,
    ]);
    expect([rowOf('30d', 'ten')?.values.failure_rate, rowOf('30d', 'ten')?.ranks.failure_rate]).toEqual([0.1, 1]);
  });

  it('maxima are maxima, over days, accounts and clusters', async () => {
    writeCluster(root, 'bell', [
      { day: '2026-09-29', user: 'ann', jobs: 1, max_job_cpus: 4, longest_job_seconds: 50 },
      { day: '2026-09-30', user: 'ann', account: 'b', jobs: 1, max_job_cpus: 8, longest_job_seconds: 40 },
    ]);
    writeCluster(root, 'hammer', [
      { day: '2026-09-30', user: 'ann', jobs: 1, max_job_cpus: 6, longest_job_seconds: 60 },
    ]);
    await build('2026-09-30T12:00:00Z');
    expect(rowOf('30d', 'ann', 'bell')?.values).toMatchObject({ biggest_job: 8, longest_job: 50 });
    expect(rowOf('30d', 'ann')?.values).toMatchObject({ biggest_job: 8, longest_job: 60, jobs: 3 });
  });
});

describe('F4 ranks', () => {
  it('1, 1, 3; sorted by clock_hours, then name; zero is left out', async () => {
    const day = '2026-09-30';
    writeCluster(root, 'bell', [
      { day, user: 'dora', jobs: 1, cpu_seconds: 3600 },
      { day, user: 'carl', jobs: 1, cpu_seconds: 7200 },
      { day, user: 'bert', jobs: 1, cpu_seconds: 7200 },
      { day, user: 'anna', jobs: 1 },
    ]);
    await build('2026-09-30T12:00:00Z');
    expect(boardRows(userBoard('30d')).map(({ name, ranks }) => [name, ranks.clock_hours])).toEqual([
      ['bert', 1],
      ['carl', 1],
      ['dora', 3],
      ['anna', undefined],
    ]);
  });
});

describe('F4 what moved since seven days ago', () => {
  const moveOf = (window: Window, user: string, metric: string) => rowOf(window, user)?.moves[metric];

  it('places gained and lost, and the gain in value', async () => {
    writeCluster(root, 'bell', [
      { day: '2026-09-20', user: 'ann', jobs: 5 },
      { day: '2026-09-20', user: 'bob', jobs: 3 },
      { day: '2026-09-20', user: 'cid', jobs: 1 },
      { day: '2026-09-24', user: 'bob', jobs: 4 },
    ]);
    await build('2026-09-30T12:00:00Z');
    expect(moveOf('alltime', 'bob', 'jobs')).toEqual({ rank: 1, value: 4 });
    expect(moveOf('alltime', 'ann', 'jobs')).toEqual({ rank: -1, value: 0 });
    expect(moveOf('alltime', 'cid', 'jobs')).toBeUndefined();
  });

  it.each([
    ['a job seven days ago was already there', '2026-09-23', undefined],
    ['a job six days ago was not', '2026-09-24', { rank: null, value: 2 }],
  ])('all time: %s', async (_, day, move) => {
    writeCluster(root, 'bell', [{ day, user: 'ann', jobs: 2 }]);
    await build('2026-09-30T12:00:00Z');
    expect(moveOf('alltime', 'ann', 'jobs')).toEqual(move);
  });

  it('30 days: then it was the 30 days that ended seven days ago', async () => {
    // Now 2026-09-01 to 09-30, then 2026-08-25 to 09-23.
    writeCluster(root, 'bell', [
      { day: '2026-08-24', user: 'ann', jobs: 100 },
      { day: '2026-08-25', user: 'ann', jobs: 10 },
      { day: '2026-08-31', user: 'ann', jobs: 1 },
      { day: '2026-09-01', user: 'ann', jobs: 2 },
      { day: '2026-09-24', user: 'ann', jobs: 4 },
    ]);
    await build('2026-09-30T12:00:00Z');
    expect(rowOf('30d', 'ann')?.values.jobs).toBe(6);
    expect(moveOf('30d', 'ann', 'jobs')).toEqual({ rank: 0, value: 6 - 13 });
  });

  it('365 days: over the end of a month', async () => {
    // Now 2025-10-01 to 2026-09-30, then 2025-09-24 to 2026-09-23.
    writeCluster(root, 'bell', [
      { day: '2025-09-23', user: 'ann', jobs: 100 },
      { day: '2025-09-24', user: 'ann', jobs: 10 },
      { day: '2025-10-01', user: 'ann', jobs: 1 },
      { day: '2026-09-30', user: 'ann', jobs: 3 },
    ]);
    await build('2026-09-30T12:00:00Z');
    expect(moveOf('365d', 'ann', 'jobs')).toEqual({ rank: 0, value: 4 - 11 });
  });

  it('who has a value no more has no rank either', async () => {
    writeCluster(root, 'bell', [
      { day: '2026-08-25', user: 'ann', jobs: 1, gpu_jobs: 1 },
      { day: '2026-09-30', user: 'ann', jobs: 1 },
    ]);
    await build('2026-09-30T12:00:00Z');
    expect(moveOf('30d', 'ann', 'gpu_jobs')).toEqual({ rank: null, value: -1 });
  });

  it('a rate that was unknown then has no gain', async () => {
    writeCluster(root, 'bell', [{ day: '2026-09-30', user: 'ann', jobs: 10, failed_jobs: 5 }]);
    await build('2026-09-30T12:00:00Z');
    expect(moveOf('30d', 'ann', 'failure_rate')).toEqual({ rank: null, value: null });
  });

  it('F6 who was too few to be shown then does not show by the gain', async () => {
    writeCluster(root, 'bell', [
      { day: '2026-09-20', user: 'ann', jobs: 2 },
      { day: '2026-09-30', user: 'ann', jobs: 1 },
    ]);
    await build('2026-09-30T12:00:00Z', { rules: { minJobs: 3, minAccountPeople: 1 } });
    expect(moveOf('30d', 'ann', 'jobs')).toEqual({ rank: null, value: null });
  });
});

describe('F4a the course of the months', () => {
  it('is clock_hours of the last twelve, oldest first, up to today', async () => {
    writeCluster(root, 'bell', [
      { day: '2025-02-28', user: 'ann', jobs: 1, cpu_seconds: 3600 * 100 },
      { day: '2025-03-01', user: 'ann', jobs: 1, cpu_seconds: 3600 },
      { day: '2025-12-31', user: 'ann', account: 'other', jobs: 1, cpu_seconds: 3600 * 2 },
      { day: '2026-02-10', user: 'ann', jobs: 1, cpu_seconds: 3600 * 3 },
      { day: '2026-02-11', user: 'ann', jobs: 1, cpu_seconds: 3600 * 100 },
    ]);
    await build('2026-02-10T12:00:00Z');
    expect(rowOf('30d', 'ann')?.spark).toEqual([1, 0, 0, 0, 0, 0, 0, 0, 0, 2, 0, 3]);
  });
});

describe('F5 users and accounts, merged and by cluster', () => {
  const day = '2026-09-30';
  beforeEach(() => {
    writeCluster(root, 'bell', [
      { day, user: 'ann', account: 'lab', jobs: 1, cpu_seconds: 3600 },
      { day, user: 'ann', account: 'class', jobs: 2, cpu_seconds: 3600 },
      { day, user: 'bob', account: 'lab', jobs: 4, cpu_seconds: 3600 },
    ]);
    writeCluster(root, 'hammer', [
      { day, user: 'ann', account: 'lab', jobs: 8, cpu_seconds: 3600 },
      { day, user: 'cid', account: '', jobs: 16, cpu_seconds: 3600 },
    ]);
  });
  const jobs = (rows: readonly BoardRow[]) => Object.fromEntries(rows.map(({ name, values }) => [name, values.jobs]));

  it('users are summed over accounts, accounts over users', async () => {
    await build('2026-09-30T12:00:00Z');
    expect(jobs(boardRows(userBoard('30d', 'bell')))).toEqual({ ann: 3, bob: 4 });
    expect(jobs(boardRows(accountBoard('30d', 'bell')))).toEqual({ lab: 5, class: 2 });
    expect(jobs(boardRows(userBoard('30d', 'hammer')))).toEqual({ ann: 8, cid: 16 });
    expect(jobs(boardRows(accountBoard('30d', 'hammer')))).toEqual({ lab: 8, '(none)': 16 });
  });

  it('counters are summed over clusters', async () => {
    await build('2026-09-30T12:00:00Z');
    expect(jobs(boardRows(userBoard('30d')))).toEqual({ ann: 11, bob: 4, cid: 16 });
    expect(jobs(boardRows(accountBoard('30d')))).toEqual({ lab: 13, class: 2, '(none)': 16 });
    expect(rowOf('30d', 'ann')?.values.clock_hours).toBe(3);
  });

  it('metrics are made from the summed counters, not from the clusters’ metrics', async () => {
    writeCluster(root, 'bell', [{ day, user: 'ann', jobs: 10, failed_jobs: 10 }]);
    writeCluster(root, 'hammer', [{ day, user: 'ann', jobs: 30, failed_jobs: 0 }]);
    await build('2026-09-30T12:00:00Z');
    expect(rowOf('30d', 'ann')?.values.failure_rate).toBe(0.25);
  });

  it('F6 an account’s people are counted once over clusters, and only those with jobs in the window', async () => {
    writeCluster(root, 'bell', [
      { day, user: 'ann', jobs: 5 },
      { day, user: 'bob', jobs: 5 },
      { day: '2026-08-31', user: 'dan', jobs: 5 },
    ]);
    writeCluster(root, 'hammer', [{ day, user: 'ann', jobs: 5 }]);
    await build('2026-09-30T12:00:00Z', { rules: { minJobs: 1, minAccountPeople: 3 } });
    expect([accountBoard('30d').accounts.length, accountBoard('alltime').accounts.length]).toEqual([0, 1]);
  });

  it('F6 users with too few jobs in a board’s window and clusters are not ranked', async () => {
    writeCluster(root, 'bell', [
      { day, user: 'ann', jobs: 2, cpu_seconds: 9999 },
      { day, user: 'bob', jobs: 3, cpu_seconds: 1 },
      { day: '2026-08-01', user: 'bob', jobs: 1 },
    ]);
    writeCluster(root, 'hammer', [{ day, user: 'ann', jobs: 1, cpu_seconds: 1 }]);
    await build('2026-09-30T12:00:00Z', { rules: { minJobs: 3, minAccountPeople: 1 } });
    const ranks = (cluster?: string) =>
      boardRows(userBoard('30d', cluster)).map(({ name, ranks: { clock_hours } }) => [name, clock_hours]);
    expect([ranks('bell'), ranks('hammer'), ranks()]).toEqual([
      [['bob', 1]],
      [],
      [
        ['ann', 1],
        ['bob', 2],
      ],
    ]);
  });

  it('F6 published names take the place of users everywhere, and sort the rows', async () => {
    const publishedName = (user: string): string => `user-${'zyx'['abc'.indexOf(user[0]!)]}`;
    await build('2026-09-30T12:00:00Z', { publishedName });
    const text = readdirSync(mergedBoards(root)).map((name) => readFileSync(join(mergedBoards(root), name), 'utf8'));
    expect(text.join()).not.toMatch(/ann|bob|cid/);
    expect(jobs(boardRows(userBoard('30d')))).toEqual({ 'user-z': 11, 'user-y': 4, 'user-x': 16 });
    expect(boardRows(userBoard('30d', 'hammer')).map(({ name }) => name)).toEqual(['user-x', 'user-z']);
  });
});

describe('F5 staleness', () => {
  it.each([
    ['an hour ago', '2026-09-30T11:00:00.000Z', { asof: '2026-09-30T11:00:00Z', stale: false }],
    ['longer ago', '2026-09-30T10:59:58.900Z', { asof: '2026-09-30T10:59:58Z', stale: true }],
    ['never', null, { asof: null, stale: true }],
    ['no health file', undefined, { asof: null, stale: true }],
  ])('last success %s', async (_, lastSuccess, about) => {
    writeCluster(root, 'bell', [{ day: '2026-09-30', user: 'ann', jobs: 1 }], lastSuccess);
    const report = await build('2026-09-30T12:00:00Z');
    expect(report).toMatchObject({ findings: [], clusters: [{ name: 'bell', ...about }] });
    expect(userBoard('30d').clusters).toEqual([{ name: 'bell', ...about }]);
    expect(accountBoard('alltime', 'bell').clusters).toEqual([{ name: 'bell', ...about }]);
  });

  it.each([
    ['not JSON', '{', 'it is not a JSON object'],
    ['no time', '{"last_success":"yesterday"}', 'its last_success is no time'],
    ['a number', '{"last_success":12}', 'its last_success is no time'],
  ])('a health file that is %s is a finding, and the cluster is stale', async (_, text, detail) => {
    writeCluster(root, 'bell', [{ day: '2026-09-30', user: 'ann', jobs: 1 }]);
    const file = clusterLayout(root, 'bell').health;
    writeFileSync(file, text);
    const { findings } = await build('2026-09-30T12:00:00Z');
    expect(findings).toEqual([{ cluster: 'bell', file, detail }]);
    expect(userBoard('30d').clusters).toEqual([{ name: 'bell', asof: null, stale: true }]);
  });
});

describe('C6 files that cannot be read', () => {
  const SEPTEMBER = '2026-09' as Month;
  beforeEach(() => {
    writeCluster(root, 'bell', [
      { day: '2026-07-15', user: 'ann', jobs: 1 },
      { day: '2026-08-15', user: 'ann', jobs: 2 },
      { day: '2026-09-15', user: 'ann', jobs: 4 },
    ]);
    writeCluster(root, 'hammer', [{ day: '2026-09-15', user: 'ann', jobs: 8 }]);
  });

  it.each([
    ['cut', (bytes: Buffer) => bytes.subarray(0, 200), 'it is not a JSON object'],
    [
      'changed',
      (bytes: Buffer) => Buffer.from(bytes.toString().replace('"lab",4', '"lab",5')),
      'its checksum does not fit its content',
    ],
    ['empty', () => Buffer.alloc(0), 'it is not a JSON object'],
  ])('a day file that is %s is a finding, and boards that need it stay as they were', async (_, damage, detail) => {
    await build('2026-09-19T12:00:00Z');
    writeCluster(root, 'hammer', [{ day: '2026-09-15', user: 'ann', jobs: 16 }]);
    const file = clusterLayout(root, 'bell').daily(SEPTEMBER);
    writeFileSync(file, damage(readFileSync(file)));
    const { findings } = await build('2026-09-20T12:00:00Z');
    expect(findings).toEqual([{ cluster: 'bell', file, detail }]);
    const jobs = ['bell', 'hammer', undefined].map((cluster) => rowOf('alltime', 'ann', cluster)?.values.jobs);
    expect(jobs).toEqual([7, 16, 15]);
  });

  it('a month file that is broken is a finding at every build until it is mended', async () => {
    const file = clusterLayout(root, 'bell').monthly('2026-07' as Month);
    const good = readFileSync(file);
    await build('2026-09-19T12:00:00Z');
    writeFileSync(file, 'x');
    const broken = await build('2026-09-20T12:00:00Z');
    const still = await build('2026-09-20T12:00:00Z');
    expect([broken.findings, still.findings]).toEqual([
      [{ cluster: 'bell', file, detail: 'it is not a JSON object' }],
      [{ cluster: 'bell', file, detail: 'it is not a JSON object' }],
    ]);
    expect(rowOf('alltime', 'ann', 'bell')?.values.jobs).toBe(7);
    writeFileSync(file, good);
    expect((await build('2026-09-20T12:00:00Z')).findings).toEqual([]);
    expect(rowOf('alltime', 'ann', 'bell')?.values.jobs).toBe(7);
  });

  it.each([
    ['monthly', '2026-08'],
    ['daily', SEPTEMBER],
  ] as ['monthly' | 'daily', Month][])(
    'a %s file of another cluster is a finding, and boards stay',
    async (kind, month) => {
      await build('2026-09-19T12:00:00Z');
      const file = clusterLayout(root, 'bell')[kind](month);
      writeFileSync(file, readFileSync(clusterLayout(root, 'hammer')[kind](SEPTEMBER)));
      const { findings } = await build('2026-09-20T12:00:00Z');
      expect(findings).toEqual([{ cluster: 'bell', file, detail: 'it is of hammer 2026-09' }]);
      expect(['bell', undefined].map((cluster) => rowOf('alltime', 'ann', cluster)?.values.jobs)).toEqual([7, 15]);
    },
  );

  it('a month that was copied under another name is a finding, and boards stay', async () => {
    await build('2026-09-19T12:00:00Z');
    const { monthly, daily } = clusterLayout(root, 'bell');
    for (const path of [monthly, daily]) writeFileSync(path('2026-05' as Month), readFileSync(path(SEPTEMBER)));
    const { findings } = await build('2026-09-20T12:00:00Z');
    expect(findings).toEqual([{ cluster: 'bell', file: monthly('2026-05' as Month), detail: 'it is of bell 2026-09' }]);
    expect(['bell', undefined].map((cluster) => rowOf('alltime', 'ann', cluster)?.values.jobs)).toEqual([7, 15]);
  });

  it('a copy of a cluster’s folder is left out and named, and all other boards are built', async () => {
    await build('2026-09-19T12:00:00Z');
    const [bell, copy] = [clusterLayout(root, 'bell').base, clusterLayout(root, 'bell-2025').base];
    cpSync(bell, copy, { recursive: true });
    writeCluster(root, 'hammer', [{ day: '2026-09-15', user: 'ann', jobs: 16 }]);
    const { findings, clusters } = await build('2026-09-20T12:00:00Z');
    const detail = 'it is a copy of bell: move it away';
    expect(findings).toEqual([{ cluster: 'bell-2025', file: copy, detail, isLeftOut: true }]);
    expect(clusters.map(({ name }) => name)).toEqual(['bell', 'hammer']);
    const jobs = ['bell', 'hammer', undefined].map((cluster) => rowOf('alltime', 'ann', cluster)?.values.jobs);
    expect(jobs).toEqual([7, 16, 23]);
    expect(userBoard('alltime', 'bell-2025').asof).toBe('2026-09-19T12:00:00Z');
  });

  it('F6 whoever opts out is taken out of the boards in such a copy too', async () => {
    await build('2026-09-19T12:00:00Z');
    cpSync(clusterLayout(root, 'bell').base, clusterLayout(root, 'bell-2025').base, { recursive: true });
    await scrubBoards(root, { hidden: new Set(['ann']), pseudonyms: false });
    expect(['bell', 'bell-2025', undefined].map((cluster) => userBoard('alltime', cluster).users)).toEqual([
      [],
      [],
      [],
    ]);
  });

  it('sums that were kept for another cluster are not used', async () => {
    await build('2026-09-19T12:00:00Z');
    const [bell, hammer] = ['bell', 'hammer'].map((name) => clusterLayout(root, name)) as [
      ClusterLayout,
      ClusterLayout,
    ];
    for (const month of ['2026-07', '2026-08'] as Month[]) {
      for (const kind of ['monthly', 'daily'] as const)
        writeFileSync(hammer[kind](month), readFileSync(bell[kind](month)));
    }
    writeFileSync(hammer.boardSums, readFileSync(bell.boardSums));
    expect((await build('2026-09-19T12:00:00Z')).findings).not.toEqual([]);
    expect(['hammer', undefined].map((cluster) => rowOf('alltime', 'ann', cluster)?.values.jobs)).toEqual([8, 15]);
  });

  it('a day file that is not there is a finding only where its days are wanted', async () => {
    const july = clusterLayout(root, 'bell').daily('2026-07' as Month);
    rmSync(july);
    expect((await build('2026-09-20T12:00:00Z')).findings).toEqual([]);
    const september = clusterLayout(root, 'bell').daily(SEPTEMBER);
    rmSync(september);
    const { findings } = await build('2026-09-20T12:00:00Z');
    expect(findings).toEqual([{ cluster: 'bell', file: september, detail: 'it is not there' }]);
  });
});

describe('C6 rebuilding', () => {
  const COUNTED: Counted[] = [
    { day: '2024-01-05', user: 'ann', jobs: 3, cpu_seconds: 100 },
    { day: '2026-08-20', user: 'bob', jobs: 3, cpu_seconds: 70 },
    { day: '2026-09-28', user: 'ann', jobs: 3, cpu_seconds: 10 },
  ];
  /** Of all boards; how often they were replaced is no part of them. */
  const allBytes = (): Record<string, string> =>
    Object.fromEntries(
      [mergedBoards(root), clusterLayout(root, 'bell').boards].flatMap((folder) =>
        readdirSync(folder)
          .filter((name) => name !== 'number.json')
          .map((name) => [join(folder, name), readFileSync(join(folder, name), 'utf8')]),
      ),
    );

  it('writes every board of the root and of each cluster, group-writable', async () => {
    writeCluster(root, 'bell', COUNTED);
    const report = await build('2026-09-30T12:00:00Z');
    expect([report.written, report.unchanged]).toEqual([12, 0]);
    const boards = ['alltime', 'rolling-30d', 'rolling-365d'].flatMap((stem) => [
      `${stem}.accounts.json`,
      `${stem}.json`,
    ]);
    const names = [...boards, 'number.json'];
    expect(readdirSync(mergedBoards(root)).sort()).toEqual(names.sort());
    expect(readdirSync(clusterLayout(root, 'bell').boards).sort()).toEqual(names.sort());
    expect((statSync(boardFile(mergedBoards(root), '30d', 'user')).mode & 0o777).toString(8)).toBe('664');
  });

  it('again, with the same instant, changes no file', async () => {
    writeCluster(root, 'bell', COUNTED);
    await build('2026-09-30T12:00:00Z');
    const before = allBytes();
    const again = await build('2026-09-30T12:00:00Z');
    const fresh = await build('2026-09-30T12:00:00Z', { fresh: true });
    expect([again.written, fresh.written]).toEqual([0, 0]);
    expect(allBytes()).toEqual(before);
  });

  it('from nothing gives the same bytes as what an earlier build kept, after any change', async () => {
    writeCluster(root, 'bell', COUNTED.slice(1));
    await build('2026-09-29T12:00:00Z');
    const changes = [
      COUNTED,
      [...COUNTED, { day: '2025-09-29', user: 'dan', jobs: 4 }],
      [...COUNTED, { day: '2026-09-30', user: 'ann', account: 'new', jobs: 4 }],
      COUNTED.slice(0, 2),
    ];
    for (const counted of changes) {
      rmSync(clusterLayout(root, 'bell').monthlyFolder, { recursive: true });
      rmSync(clusterLayout(root, 'bell').dailyFolder, { recursive: true });
      writeCluster(root, 'bell', counted);
      await build('2026-09-30T12:00:00Z');
      const kept = allBytes();
      rmSync(mergedBoards(root), { recursive: true });
      rmSync(clusterLayout(root, 'bell').boards, { recursive: true });
      await build('2026-09-30T12:00:00Z', { fresh: true });
      expect(allBytes()).toEqual(kept);
    }
  });

  it.each<[string, Counted[], Counted[], string]>([
    [
      'another number in a month long past',
      [{ day: '2025-11-10', user: 'ann', jobs: 3 }],
      [{ day: '2025-11-10', user: 'ann', jobs: 4 }],
      '2026-09-30T12:00:00Z',
    ],
    [
      'another day in a month that a window cuts',
      [{ day: '2026-08-31', user: 'ann', jobs: 3 }],
      [{ day: '2026-08-29', user: 'ann', jobs: 3 }],
      '2026-09-28T12:00:00Z',
    ],
    [
      'the same files on the next day',
      [{ day: '2026-08-30', user: 'ann', jobs: 3 }],
      [{ day: '2026-08-30', user: 'ann', jobs: 3 }],
      '2026-09-29T12:00:00Z',
    ],
  ])('what an earlier build kept does not hide %s', async (_, before, after, asof) => {
    writeCluster(root, 'bell', before);
    await build('2026-09-28T12:00:00Z');
    writeCluster(root, 'bell', after);
    await build(asof);
    const kept = allBytes();
    expect((await build(asof, { fresh: true })).written).toBe(0);
    expect(allBytes()).toEqual(kept);
  });

  it.each([
    // Three jobs of ann, or six over all months; nine in their place. LEB128 of a small number is its byte.
    ['settled', '"numbers":"Aw', '"numbers":"CQ'],
    ['all', '"numbers":"Bg', '"numbers":"CQ'],
  ])('sums over %s months that were kept by an earlier build and damaged are not used', async (of, was, harmed) => {
    writeCluster(root, 'bell', COUNTED);
    await build('2026-09-30T12:00:00Z');
    const before = allBytes();
    const { boardSums, boardSumsNow } = clusterLayout(root, 'bell');
    const kept = of === 'settled' ? boardSums : boardSumsNow;
    const text = readFileSync(kept, 'utf8');
    expect(text).toContain(was);
    writeFileSync(kept, text.replace(was, harmed));
    if (of === 'settled') rmSync(boardSumsNow);
    await build('2026-09-30T12:00:00Z');
    expect(allBytes()).toEqual(before);
  });

  it('only the boards that are asked for are written, and the merged ones', async () => {
    writeCluster(root, 'bell', COUNTED);
    writeCluster(root, 'hammer', COUNTED);
    expect((await build('2026-09-30T12:00:00Z', { only: ['hammer'] })).written).toBe(12);
    expect(existsSync(clusterLayout(root, 'bell').boards)).toBe(false);
    expect(rowOf('alltime', 'ann')?.values.jobs).toBe(12);
  });

  it('two at once leave whole files', async () => {
    writeCluster(root, 'bell', COUNTED);
    await Promise.all([build('2026-09-30T12:00:00Z'), build('2026-09-30T12:00:01Z')]);
    const both = [userBoard('30d').asof, accountBoard('alltime').asof];
    for (const asof of both) expect(['2026-09-30T12:00:00Z', '2026-09-30T12:00:01Z']).toContain(asof);
    expect(readdirSync(mergedBoards(root)).filter((name) => name.startsWith('.'))).toEqual([]);
  });

  it('rows that our writer did not lay out are read as well', async () => {
    writeCluster(root, 'bell', [{ day: '2026-08-20', user: 'o"neil\\ü', account: 'a,b', jobs: 3 }]);
    await build('2026-09-30T12:00:00Z');
    expect(rowOf('alltime', 'o"neil\\ü')?.values.jobs).toBe(3);
    expect(boardRows(accountBoard('alltime')).map(({ name }) => name)).toEqual(['a,b']);
  });
});

describe('C6 nothing there yet', () => {
  it('a root without clusters gets no boards', async () => {
    expect(await build('2026-09-30T12:00:00Z')).toMatchObject({ clusters: [], written: 0, findings: [] });
    expect(readdirSync(root)).toEqual([]);
  });

  it('a cluster without jobs gets boards without rows', async () => {
    writeCluster(root, 'bell', []);
    expect((await build('2026-09-30T12:00:00Z')).written).toBe(12);
    expect(userBoard('alltime').users).toEqual([]);
  });

  it('a root that is no folder is a known error, exit 5', async () => {
    rmSync(root, { recursive: true });
    const error = { exitCode: 5, message: `${root} is no folder: --root is to name the folder that poll writes to` };
    await expect(build('2026-09-30T12:00:00Z')).rejects.toMatchObject(error);
    writeFileSync(root, '');
    await expect(build('2026-09-30T12:00:00Z')).rejects.toMatchObject(error);
  });
});

describe('boards that would say nothing new', () => {
  const QUIET = { quietSeconds: 1800 };
  const AT = '2026-09-30T12:00:00Z';
  const LATER = '2026-09-30T12:29:00Z';

  beforeEach(async () => {
    writeCluster(root, 'bell', [{ day: '2026-09-01', user: 'ann', jobs: 5 }]);
    writeCluster(root, 'hammer', [{ day: '2026-09-02', user: 'bob', jobs: 7 }]);
    await build(AT, QUIET);
  });

  it('are left as they are, with their instant, as long as they are young', async () => {
    expect(await build(LATER, QUIET)).toMatchObject({ written: 0, unchanged: 18, overtaken: 0 });
    expect(userBoard('alltime').asof).toBe(AT);
    expect(await build('2026-09-30T12:30:01Z', QUIET)).toMatchObject({ written: 18, unchanged: 0 });
    expect(userBoard('alltime').asof).toBe('2026-09-30T12:30:01Z');
  });

  it('are made anew where they are of a clock that was ahead', async () => {
    await build('2026-09-30T23:00:00Z', QUIET);
    expect(await build(LATER, QUIET)).toMatchObject({ written: 18 });
    expect(userBoard('alltime').asof).toBe(LATER);
  });

  it('are made anew without that rule, or without what was kept', async () => {
    expect(await build(LATER)).toMatchObject({ written: 18 });
    expect(await build('2026-09-30T12:29:01Z', { ...QUIET, fresh: true })).toMatchObject({ written: 18 });
  });

  it.each<[string, () => unknown, Options]>([
    ['a rollup', () => writeCluster(root, 'bell', [{ day: '2026-09-01', user: 'ann', jobs: 6 }]), {}],
    ['a cluster', () => writeCluster(root, 'negishi', [{ day: '2026-09-01', user: 'ann', jobs: 1 }]), {}],
    ['how users are named', () => undefined, { namesKey: 'another' }],
    ['who is too few', () => undefined, { rules: { minJobs: 6, minAccountPeople: 1 } }],
    ['a board that is not there', () => rmSync(boardFile(mergedBoards(root), '30d', 'account')), {}],
    [
      'a board that is damaged',
      () => {
        const path = boardFile(clusterLayout(root, 'bell').boards, 'alltime', 'user');
        writeFileSync(path, readFileSync(path, 'utf8').replace('"jobs":5', '"jobs":6'));
      },
      {},
    ],
  ])('are others with %s', async (_, change, options) => {
    await change();
    expect((await build(LATER, { ...QUIET, ...options })).written).toBeGreaterThan(0);
    expect(userBoard('alltime').asof).toBe(LATER);
    expect(accountBoard('30d').asof).toBe(LATER);
    expect(userBoard('alltime', 'bell').asof).toBe(LATER);
  });

  it('are others on another UTC day, and where a cluster comes to be stale', async () => {
    await build('2026-09-30T23:59:00Z', QUIET);
    expect(await build('2026-10-01T00:01:00Z', QUIET)).toMatchObject({ written: 18 });
    writeFileSync(clusterLayout(root, 'bell').health, JSON.stringify({ last_success: '2026-10-01T01:00:00Z' }));
    await build('2026-10-01T01:59:00Z', QUIET);
    expect(await build('2026-10-01T02:00:00Z', QUIET)).toMatchObject({ written: 0 });
    expect(await build('2026-10-01T02:00:01Z', QUIET)).toMatchObject({ written: 18 });
  });
});
