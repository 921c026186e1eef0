import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { RunProcess } from '../../src/platform/run-process.ts';
import { openPoll } from '../../src/scoreboard/poll/open-poll.ts';
import { clusterLayout } from '../../src/scoreboard/rollups/root-layout.ts';
import { emptyFolder, quietSurroundings, rootWith } from '../scoreboard/place.ts';
import { type Chance, chanceOf } from './fuzz/chance.ts';
import { runProgram } from './fuzz/run-program.ts';
import { emptyHomes } from './small-accounting.ts';
import { compareJobs, report, trials } from './trials.ts';

const SEED = 20_260_905;
const STORIES = trials({ small: 2, full: 200 });

const at = (iso: string): number => Date.parse(iso) / 1000;

/** Zones whose clocks change on other days, and by half an hour; and one far east of the date line. */
const ZONES = ['UTC', 'Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe', 'Pacific/Kiritimati'];

/** Jobs by user and UTC day, as `export --table daily` tells them, with the counters that time makes. */
type DayRow = { user: string; day: string; month: string; jobs: number; elapsed_seconds: number; wait_seconds: number };

async function daysOf(root: string): Promise<string[]> {
  const { code, out } = await runProgram(['export', '--root', root, '--table', 'daily', '--json']);
  expect(code).toBe(0);
  return (JSON.parse(out) as DayRow[])
    .map(({ user, day, month, jobs, elapsed_seconds, wait_seconds }) =>
      [user, day, month, jobs, elapsed_seconds, wait_seconds].join(' '),
    )
    .sort();
}

async function ingested(rows: readonly string[], args: readonly string[], env: Record<string, string>) {
  const folder = emptyFolder();
  const root = join(folder, 'root');
  mkdirSync(root);
  const file = join(folder, 'dump');
  writeFileSync(file, `${rows.join('\n')}\n`);
  const { code, out } = await runProgram(
    ['ingest', '--cluster', 'hammer', '--root', root, '--json', ...args, file],
    env,
  );
  expect(code).toBe(0);
  return { counts: (JSON.parse(out) as { rows: Record<string, unknown> }).rows, days: await daysOf(root) };
}

const row = (user: string, elapsed: number, [submit, start, end]: readonly (string | number)[]): string =>
  `${++lastId}|${user}|COMPLETED|${elapsed}|2|1|100M|||cpu=2,mem=100M,node=1|${submit}|${start}|${end}`;
let lastId = 0;

/** Instants in UTC on both sides of each edge; the day, the month and the waiting are worked out by hand. */
const EPOCH_ROWS = [
  row('yearend', 60, [at('2025-12-31T23:00:00Z'), at('2025-12-31T23:58:59Z'), at('2025-12-31T23:59:59Z')]),
  row('newyear', 60, [at('2025-12-31T23:00:00Z'), at('2025-12-31T23:59:00Z'), at('2026-01-01T00:00:00Z')]),
  row('leapday', 60, [at('2024-02-29T23:00:00Z'), at('2024-02-29T23:58:59Z'), at('2024-02-29T23:59:59Z')]),
  row('march', 60, [at('2024-02-29T23:00:00Z'), at('2024-02-29T23:59:00Z'), at('2024-03-01T00:00:00Z')]),
  row('noleap', 60, [at('2023-02-28T23:00:00Z'), at('2023-02-28T23:59:00Z'), at('2023-03-01T00:00:00Z')]),
  row('april', 60, [at('2026-04-30T23:00:00Z'), at('2026-04-30T23:58:59Z'), at('2026-04-30T23:59:59Z')]),
  // Clocks go forward in Berlin at 01:00 UTC, in New York at 07:00 UTC; these instants are nothing special in UTC.
  row('berlin', 60, [at('2026-03-29T00:00:00Z'), at('2026-03-29T00:59:30Z'), at('2026-03-29T01:00:30Z')]),
  row('newyork', 60, [at('2026-03-08T06:00:00Z'), at('2026-03-08T06:59:30Z'), at('2026-03-08T07:00:30Z')]),
  // 400 days: 2025-01-01 and 400 days are 2026-02-05.
  row('long', 34_560_000, [at('2024-12-31T23:00:00Z'), at('2025-01-01T00:00:00Z'), at('2026-02-05T00:00:00Z')]),
  // End before Start, and Start before Submit: Slurm's ElapsedRaw stands, waiting is never below nothing.
  row('endfirst', 60, [at('2026-05-01T10:00:00Z'), at('2026-05-01T12:00:00Z'), at('2026-05-01T11:00:00Z')]),
  row('startfirst', 60, [at('2026-05-01T10:00:00Z'), at('2026-05-01T09:00:00Z'), at('2026-05-01T11:00:00Z')]),
  row('neverstarted', 0, [at('2026-05-01T10:00:00Z'), 'None', at('2026-05-01T11:00:00Z')]),
  row('startunknown', 0, [at('2026-05-01T10:00:00Z'), 'Unknown', at('2026-05-01T11:00:00Z')]),
  row('endless', 60, [at('2026-05-01T10:00:00Z'), at('2026-05-01T10:00:00Z'), 'Unknown']),
  row('endnone', 60, [at('2026-05-01T10:00:00Z'), at('2026-05-01T10:00:00Z'), 'None']),
];
const EPOCH_DAYS = [
  'april 2026-04-30 2026-04 1 60 3539',
  'berlin 2026-03-29 2026-03 1 60 3570',
  'endfirst 2026-05-01 2026-05 1 60 7200',
  'leapday 2024-02-29 2024-02 1 60 3539',
  'long 2026-02-05 2026-02 1 34560000 3600',
  'march 2024-03-01 2024-03 1 60 3540',
  'neverstarted 2026-05-01 2026-05 1 0 0',
  'newyear 2026-01-01 2026-01 1 60 3540',
  'newyork 2026-03-08 2026-03 1 60 3570',
  'noleap 2023-03-01 2023-03 1 60 3540',
  'startfirst 2026-05-01 2026-05 1 60 0',
  'startunknown 2026-05-01 2026-05 1 0 0',
  'yearend 2025-12-31 2025-12 1 60 3539',
];

/** Text of the days on which clocks change, read with --tz; the UTC day and the waiting by hand. */
const TEXT_CASES: Readonly<Record<string, { rows: readonly string[]; days: readonly string[] }>> = {
  'Europe/Berlin': {
    rows: [
      // Forward at 02:00: 01:30 to 03:30 is one hour. Back at 03:00: 01:30 to 03:30 is three hours.
      row('spring', 60, ['2026-03-29T01:30:00', '2026-03-29T03:30:00', '2026-03-29T03:31:00']),
      row('autumn', 60, ['2026-10-25T01:30:00', '2026-10-25T03:30:00', '2026-10-25T03:31:00']),
      // Summer time is two hours ahead: the first two hours of a day, and of a month, are the one before in UTC.
      row('night', 60, ['2026-07-01T00:00:00', '2026-07-01T00:01:00', '2026-07-01T01:59:59']),
      row('morning', 60, ['2026-07-01T00:00:00', '2026-07-01T00:01:00', '2026-07-01T02:00:00']),
      // A leap second is the first of the next minute: 00:00:00 UTC.
      row('leapsecond', 60, ['2017-01-01T00:00:00', '2017-01-01T00:30:00', '2017-01-01T00:59:60']),
    ],
    days: [
      'autumn 2026-10-25 2026-10 1 60 10800',
      'leapsecond 2017-01-01 2017-01 1 60 1800',
      'morning 2026-07-01 2026-07 1 60 60',
      'night 2026-06-30 2026-06 1 60 60',
      'spring 2026-03-29 2026-03 1 60 3600',
    ],
  },
  'America/New_York': {
    rows: [
      row('spring', 60, ['2026-03-08T01:30:00', '2026-03-08T03:30:00', '2026-03-08T03:31:00']),
      row('autumn', 60, ['2026-11-01T00:30:00', '2026-11-01T02:30:00', '2026-11-01T02:31:00']),
      // Winter time is five hours behind: the last five hours of a year are the next one in UTC.
      row('before', 60, ['2025-12-31T18:00:00', '2025-12-31T18:01:00', '2025-12-31T18:59:59']),
      row('after', 60, ['2025-12-31T18:00:00', '2025-12-31T18:01:00', '2025-12-31T19:00:00']),
      row('leapsecond', 60, ['2016-12-31T18:00:00', '2016-12-31T18:30:00', '2016-12-31T18:59:60']),
    ],
    days: [
      'after 2026-01-01 2026-01 1 60 60',
      'autumn 2026-11-01 2026-11 1 60 10800',
      'before 2025-12-31 2025-12 1 60 60',
      'leapsecond 2017-01-01 2017-01 1 60 1800',
      'spring 2026-03-08 2026-03 1 60 3600',
    ],
  },
  'Australia/Lord_Howe': {
    rows: [
      // Half an hour forward at 02:00, and back at 02:00: two hours on the clock are 1.5 and 2.5.
      row('spring', 60, ['2026-10-04T01:00:00', '2026-10-04T03:00:00', '2026-10-04T03:01:00']),
      row('autumn', 60, ['2026-04-05T01:00:00', '2026-04-05T03:00:00', '2026-04-05T03:01:00']),
      // Summer time is eleven hours ahead.
      row('before', 60, ['2026-03-01T10:00:00', '2026-03-01T10:01:00', '2026-03-01T10:59:59']),
      row('after', 60, ['2026-03-01T10:00:00', '2026-03-01T10:01:00', '2026-03-01T11:00:00']),
      row('leapday', 60, ['2024-03-01T10:00:00', '2024-03-01T10:01:00', '2024-03-01T10:59:59']),
    ],
    days: [
      'after 2026-03-01 2026-03 1 60 60',
      'autumn 2026-04-04 2026-04 1 60 9000',
      'before 2026-02-28 2026-02 1 60 60',
      'leapday 2024-02-29 2024-02 1 60 60',
      'spring 2026-10-03 2026-10 1 60 5400',
    ],
  },
};

describe('time', () => {
  it('edges of days, months and years, leap days, and times out of order: the same in every zone of the process', async () => {
    for (const TZ of ZONES) {
      const { counts, days } = await ingested(EPOCH_ROWS, [], { TZ });
      expect([TZ, days]).toEqual([TZ, EPOCH_DAYS]);
      expect(counts).toMatchObject({ rows: 15, jobs: 13, rejected: 2, reasons: { bad_time: 2 }, negative_waits: 1 });
    }
    for (const [zone, { rows, days }] of Object.entries(TEXT_CASES)) {
      const { days: found } = await ingested(rows, ['--tz', zone], { TZ: 'Pacific/Kiritimati' });
      expect([zone, found]).toEqual([zone, days]);
    }
    const texts = Object.values(TEXT_CASES).reduce((sum, { rows }) => sum + rows.length, 0);
    const jobs = EPOCH_ROWS.length * ZONES.length + texts;
    report({ fault: 'time edges', trials: jobs, lost: 0, doubled: 0, note: `${ZONES.length} zones, totals by hand` });
  });

  it('date(1) says the same of the days on which clocks change', () => {
    const date = (zone: string, seconds: number): string =>
      execFileSync('date', ['-d', `@${seconds}`, '+%Y-%m-%dT%H:%M:%S'], {
        env: { PATH: process.env.PATH, TZ: zone },
        encoding: 'utf8',
      }).trim();
    // Start of `spring` and `autumn` above, from Submit and the waiting that were worked out by hand.
    expect(date('Europe/Berlin', at('2026-03-29T00:30:00Z') + 3600)).toBe('2026-03-29T03:30:00');
    expect(date('Europe/Berlin', at('2026-10-24T23:30:00Z') + 10_800)).toBe('2026-10-25T03:30:00');
    expect(date('America/New_York', at('2026-03-08T06:30:00Z') + 3600)).toBe('2026-03-08T03:30:00');
    expect(date('America/New_York', at('2026-11-01T04:30:00Z') + 10_800)).toBe('2026-11-01T02:30:00');
    expect(date('Australia/Lord_Howe', at('2026-10-03T14:30:00Z') + 5400)).toBe('2026-10-04T03:00:00');
    expect(date('Australia/Lord_Howe', at('2026-04-04T14:00:00Z') + 9000)).toBe('2026-04-05T03:00:00');
  });

  it('a clock that steps back and ahead between and within polls: once it is right, every job is counted once', async () => {
    const sum = { ticks: 0, steps: 0, lost: 0, doubled: 0 };
    for (let story = 0; story < STORIES; story++) {
      const told = await tellStory(SEED + story);
      expect(told.wrong, `seed ${SEED + story}`).toEqual({ lost: 0, doubled: 0 });
      sum.ticks += told.ticks;
      sum.steps += told.steps;
      sum.lost += told.wrong.lost;
      sum.doubled += told.wrong.doubled;
    }
    const { lost, doubled } = sum;
    const note = `${STORIES} stories, ${sum.steps} steps of the clock, of up to 400 days, some within a poll`;
    report({ fault: 'a clock that steps', trials: sum.ticks, lost, doubled, note });
  });
});

const BEGIN = at('2026-09-01T00:00:00Z');
const DAY = 86_400;
/** How far the host's clock is from the right time, in seconds; mostly not at all. */
const OFFSETS = [0, 0, 0, 0, 3600, -3600, 2 * DAY, -2 * DAY, 400 * DAY, -400 * DAY];

/** A day of polls under a clock that steps, then two under one that is right. */
async function tellStory(seed: number) {
  const chance = chanceOf(seed);
  const jobs = Array.from({ length: 60 }, (_, index) => ({ id: index + 1, end: BEGIN + 60 + chance.below(2 * DAY) }));
  const world = { now: BEGIN + 3600, offset: 0, steps: 0, mayStep: true };
  const clock = {
    nowMs: () => (world.now + world.offset) * 1000,
    sleep: async (ms: number) => {
      world.now += Math.ceil(ms / 1000);
    },
  };
  const { root, config } = await rootWith({
    cluster: 'hammer',
    backfill_start: '2026-09-01',
    rate_limit_per_min: '600',
    filter_false_positive_rate: '0.000001',
  });
  const poll = await openPoll(quietSurroundings(clock, { run: accounting(jobs, world, chance) }), config);
  const tick = async (): Promise<void> => {
    await poll.tick({ once: false, patient: true, maxMinutes: 600, pauseMs: 0 }, () => undefined);
    ticks++;
  };
  let ticks = 0;
  while (world.now < BEGIN + DAY) {
    step(world, chance);
    await tick();
    world.now += 600 + chance.below(10_800);
  }
  Object.assign(world, { offset: 0, mayStep: false });
  // The second look of each of these days reaches back seven days.
  for (world.now = BEGIN + 2 * DAY + 7200; world.now < BEGIN + 4 * DAY; world.now += 12 * 3600) await tick();
  const expected: Record<string, number> = {};
  for (const { end } of jobs) {
    const day = new Date(end * 1000).toISOString().slice(0, 10);
    expected[day] = (expected[day] ?? 0) + 1;
  }
  return { wrong: compareJobs(countedDays(root), expected), ticks, steps: world.steps };
}

type World = { now: number; offset: number; steps: number; mayStep: boolean };

function step(world: World, chance: Chance): void {
  const offset = chance.oneOf(OFFSETS);
  if (offset !== world.offset) world.steps++;
  world.offset = offset;
}

/** Slurm, whose own clock is right: of the time that was asked for it knows what has ended by now. */
function accounting(jobs: readonly Ended[], world: World, chance: Chance): RunProcess {
  return async ({ file, args, onOutput }) => {
    onOutput(Buffer.from(file.endsWith('scontrol') ? 'ClusterName = hammer\n' : answer(args, jobs, world)));
    if (args.includes('-S') && world.mayStep && chance.once(4)) step(world, chance);
    world.now += args.includes('-S') ? 5 : 0;
    return { outcome: 'exited', exitCode: 0, signal: null, stderr: '' };
  };
}

type Ended = { readonly id: number; readonly end: number };

const COLUMNS = ['JobID', 'User', 'State', 'ElapsedRaw', 'Submit', 'End'];

function answer(args: readonly string[], jobs: readonly Ended[], { now }: World): string {
  if (args[0] === '--version') return 'slurm 22.05.8\n';
  if (args[0] === '--helpformat') return `${COLUMNS.join(' ')}\n`;
  if (args[0] === '-c') return emptyHomes(args);
  const time = (flag: string): number => Number(args[args.indexOf(flag) + 1]!.slice('uts'.length));
  const asked = jobs.filter(({ end }) => end >= time('-S') && end <= time('-E') && end <= now);
  const isWhole = args.includes(COLUMNS.join(','));
  return asked.map(({ id, end }) => (isWhole ? `${id}|alice|COMPLETED|60|${end - 100}|${end}\n` : `${id}\n`)).join('');
}

/** Jobs by day from the day file, read by hand: rows are [user, account, jobs, …]. */
function countedDays(root: string): Record<string, number> {
  const text = readFileSync(clusterLayout(root, 'hammer').daily('2026-09' as never), 'utf8');
  const { days } = JSON.parse(text) as { days: Record<string, [string, string, number][]> };
  return Object.fromEntries(
    Object.entries(days).map(([day, rows]) => [day, rows.reduce((sum, [, , jobs]) => sum + jobs, 0)]),
  );
}
