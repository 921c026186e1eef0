import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Day, dayStart, type Month } from '../../src/domain/calendar.ts';
import { KnownError } from '../../src/platform/known-error.ts';
import type { ScoreboardConfig } from '../../src/scoreboard/config/scoreboard-keys.ts';
import { examineRoot } from '../../src/scoreboard/poll/doctor/examine-root.ts';
import { openPoll, type Poll } from '../../src/scoreboard/poll/open-poll.ts';
import { clusterLayout } from '../../src/scoreboard/rollups/root-layout.ts';
import { handClock, NAMES_SHOWN, quietSurroundings, rootWith } from '../scoreboard/place.ts';
import { quickFolder } from './quick-folder.ts';
import { type KnownRun, smallAccounting } from './small-accounting.ts';
import { compareJobs, isFullCampaign, report, trials } from './trials.ts';

const PEOPLE = ['ada', 'ben', 'cleo', 'dan', 'eve'];
const JULY = '2026-07' as Month;
const AUGUST = '2026-08' as Month;
const SEPTEMBER = '2026-09' as Month;
/** Polled until this evening; the damage is found at the first tick of the next day. */
const EVENING = Date.parse('2026-09-10T20:00:00Z');
const MORNING = Date.parse('2026-09-11T06:00:00Z');

const runs: KnownRun[] = [
  // A busy month, after which August's filter is made for so many that it is longer than 64 KiB.
  ...Array.from({ length: 12_000 }, (_, index) => runAt(100_000 + index, dayStart('2026-07-01' as Day) + index * 200)),
  ...Array.from({ length: 600 }, (_, index) => runAt(index, dayStart('2026-08-01' as Day) + index * 4000)),
  ...Array.from({ length: 400 }, (_, index) => runAt(50_000 + index, dayStart('2026-09-01' as Day) + index * 2000)),
];
/** Between the evening and the morning two more ended. */
const later = [runAt(90_001, EVENING / 1000 + 7200), runAt(90_002, EVENING / 1000 + 14_400)];

function runAt(id: number, end: number): KnownRun {
  return { id, user: PEOPLE[id % PEOPLE.length]!, account: id % 3 === 0 ? 'chem' : 'bio', end };
}

/** What must be there in the end, straight from the list of runs. */
const expected: Record<string, number> = {};
for (const { user, account, end } of [...runs, ...later]) {
  const key = `${new Date(end * 1000).toISOString().slice(0, 10)} ${user} ${account}`;
  expected[key] = (expected[key] ?? 0) + 1;
}

type Site = { readonly root: string; readonly poll: Poll; readonly config: ScoreboardConfig };

const clock = handClock(EVENING);
let model: string;

async function siteAt(root: string): Promise<Site> {
  const keys = {
    cluster: 'hammer',
    backfill_start: '2026-07-01',
    rate_limit_per_min: '600',
    filter_false_positive_rate: '1e-9',
    root,
  };
  const { config } = await rootWith(keys);
  const known = clock.nowMs() < MORNING ? runs : [...runs, ...later];
  return {
    root,
    config,
    poll: await openPoll(quietSurroundings(clock, { run: smallAccounting('hammer', known) }), config),
  };
}

const tick = async ({ poll }: Site) =>
  poll.tick({ once: false, patient: false, maxMinutes: 600, pauseMs: 0 }, () => undefined);

beforeAll(async () => {
  model = join(quickFolder(), 'model');
  mkdirSync(model);
  chmodSync(model, 0o2775);
  await tick(await siteAt(model));
  writeFileSync(
    join(model, 'clusters/hammer/state/lock.owner.json'),
    '{"host":"x","pid":1,"startedTicks":1,"since":""}',
  );
});
afterAll(() => rmSync(dirname(model), { recursive: true }));

/** Jobs by day, user and account as the day files say, and whether the month files are their sum. */
function countedIn(root: string): Record<string, number> {
  const layout = clusterLayout(root, 'hammer');
  const found: Record<string, number> = {};
  for (const month of [JULY, AUGUST, SEPTEMBER]) {
    const sum: Record<string, number> = {};
    const { days } = JSON.parse(readFileSync(layout.daily(month), 'utf8'));
    for (const [day, rows] of Object.entries<[string, string, number][]>(days)) {
      for (const [user, account, jobs] of rows) {
        found[`${day} ${user} ${account}`] = jobs;
        sum[`${user} ${account}`] = (sum[`${user} ${account}`] ?? 0) + jobs;
      }
    }
    for (const [user, account, jobs] of JSON.parse(readFileSync(layout.monthly(month), 'utf8')).rows) {
      if (sum[`${user} ${account}`] !== jobs) found[`${month} ${user} ${account}`] = jobs;
    }
  }
  return found;
}

/** Total jobs on the merged all-time board, and in the files of users. */
function publishedJobs(root: string): number[] {
  const board = JSON.parse(readFileSync(join(root, 'leaderboards/alltime.json'), 'utf8'));
  const users = clusterLayout(root, 'hammer').users;
  const files = readdirSync(users).filter((name) => /^\w+\.json$/.test(name));
  return [
    board.users.reduce((sum: number, { values }: { values: { jobs: number } }) => sum + values.jobs, 0),
    files.reduce((sum, name) => sum + JSON.parse(readFileSync(join(users, name), 'utf8')).total[0], 0),
  ];
}

/** What doctor says, each with a remedy. */
async function findingsOn({ root, config }: Site): Promise<string[]> {
  const { findings } = await examineRoot(
    {
      clock,
      signal: new AbortController().signal,
      asking: NAMES_SHOWN.asking,
      host: 'host-a',
      freeSpace: async () => ({ freeBytes: 5e9, totalBytes: 10e9 }),
      clockSkewMs: async () => 0,
      configOf: async () => config,
    },
    { root, cluster: null },
  );
  return findings.filter(({ remedy }) => remedy !== '').map(({ file, what }) => `${file}: ${what}`);
}

/** Every kind of file that a tick reads or writes; a stranger's is the same file of another cluster. */
const KINDS = [
  'state/poll_cursor.json',
  'state/rate.json',
  'state/slurm.json',
  'state/health.json',
  'state/derived.json',
  'state/board-sums.json',
  'state/board-sums-now.json',
  'state/lock.owner.json',
  'state/seen/2026-08.bloom',
  'state/seen/2026-09.bloom',
  'agg/rollups/monthly/2026-08.json',
  'agg/rollups/monthly/2026-09.json',
  'agg/rollups/daily/2026-08.json',
  'agg/rollups/daily/2026-09.json',
  'agg/users/ada.json',
  'leaderboards/alltime.json',
  'leaderboards/rolling-30d.accounts.json',
  '../../leaderboards/alltime.json',
] as const;

/** Doctor is asked at the first of each kind of damage, and at every so many more. */
const DOCTOR_EVERY = 50;
/** Without a checksum nobody can tell that they were changed; a tick writes them anew whatever they are. */
const UNCHECKED = new Set<string>(['state/health.json', 'state/lock.owner.json']);

type Damage = {
  readonly name: string;
  readonly harm: (path: string, bytes: Buffer) => void;
  readonly isHarmless?: boolean;
};

/** Lengths at which a file is cut: each eighth byte up to 64 KiB and 1,000 places beyond; in the small run few of them. */
function cuts(size: number): number[] {
  const near = Array.from({ length: Math.ceil(Math.min(size, 65_536) / 8) }, (_, index) => index * 8);
  const beyond =
    size > 65_536
      ? Array.from({ length: 1000 }, (_, index) => 65_536 + Math.floor(((size - 65_536) * index) / 1000))
      : [];
  const all = [...near, ...beyond];
  const step = isFullCampaign ? 1 : Math.ceil(all.length / trials({ small: 3, full: all.length }));
  return all.filter((_, index) => index % step === 0);
}

function damages(kind: string, size: number): Damage[] {
  const flips = Array.from({ length: trials({ small: 2, full: 200 }) }, (_, index) =>
    seeded(`${kind} ${index}`, size * 8),
  );
  return [
    ...cuts(size).map(
      (length): Damage => ({
        name: 'truncated',
        harm: (path, bytes) => writeFileSync(path, bytes.subarray(0, length)),
        // All but the last newline is there.
        isHarmless: length >= size - 1,
      }),
    ),
    ...flips.map(
      (bit): Damage => ({
        name: 'a bit flipped',
        harm: (path, bytes) => {
          bytes[bit >> 3]! ^= 1 << (bit & 7);
          writeFileSync(path, bytes);
        },
        isHarmless: bit >> 3 === size - 1 || kind.startsWith('state/board-sums'),
      }),
    ),
    { name: 'emptied', harm: (path) => writeFileSync(path, '') },
    {
      name: 'a folder in its place',
      harm: (path) => {
        rmSync(path);
        mkdirSync(join(path, 'deep'), { recursive: true });
      },
    },
    {
      name: 'a pipe in its place',
      harm: (path) => {
        rmSync(path);
        execFileSync('mkfifo', [path]);
      },
    },
    { name: 'removed', harm: (path) => rmSync(path), isHarmless: /slurm|derived|sums|owner|rate/.test(kind) },
    { name: "another cluster's file", harm: strangersFile, isHarmless: /rate|slurm|owner|derived|sums/.test(kind) },
  ];
}

/** The same file with every name of the cluster changed, under a checksum that fits. */
function strangersFile(path: string, bytes: Buffer): void {
  const swapped = bytes.toString('latin1').replaceAll('hammer', 'bellow').replace('"cluster":"ALL"', '"cluster":"BAD"');
  writeFileSync(path, path.endsWith('.bloom') ? resealFilter(swapped) : resealJson(swapped));
}

function resealJson(text: string): Buffer {
  const body = text.replace(/,"checksum":"[^"]*"\}\n?$/, '}');
  if (body === text) return Buffer.from(text, 'latin1');
  const sum = createHash('sha256').update(Buffer.from(body, 'latin1')).digest('hex');
  return Buffer.from(`${body.slice(0, -1)},"checksum":"sha256:${sum}"}\n`, 'latin1');
}

function resealFilter(text: string): Buffer {
  const stop = text.indexOf('\n');
  const { sha256: _, ...header } = JSON.parse(text.slice(0, stop));
  const bits = Buffer.from(text.slice(stop + 1, stop + 1 + Math.ceil(header.m / 8)), 'latin1');
  const sha256 = createHash('sha256').update(JSON.stringify(header)).update('\n').update(bits).digest('hex');
  const rest = Buffer.from(text.slice(stop + 1), 'latin1');
  return Buffer.concat([Buffer.from(`${JSON.stringify({ ...header, sha256 })}\n`), rest]);
}

/** A whole number below `below`, the same for the same words. */
function seeded(words: string, below: number): number {
  return createHash('sha256').update(words).digest().readUInt32BE(0) % below;
}

/** Puts a root back as it was: only what a trial changed is copied. */
function restore(root: string): void {
  rmSync(root, { recursive: true, force: true });
  cpSync(model, root, { recursive: true, preserveTimestamps: true });
}

it('a root that is well: doctor finds nothing', async () => {
  clock.set(EVENING + 60_000);
  expect(await findingsOn(await siteAt(model))).toEqual([]);
});

describe('T6: every kind of file, damaged in every way, and the first ticks of the next day', () => {
  it.each(KINDS)('%s', async (kind) => {
    const root = join(mkdtempSync(join(dirname(model), 'trial-')), 'root');
    const original = readFileSync(join(model, 'clusters/hammer', kind));
    const sum = { trials: 0, lost: 0, doubled: 0, asked: 0, found: 0 };
    const seenNames = new Map<string, number>();
    for (const { name, harm, isHarmless = false } of damages(kind, original.length)) {
      const where = `${kind} ${name}, trial ${sum.trials}`;
      restore(root);
      clock.set(EVENING + 60_000);
      harm(join(root, 'clusters/hammer', kind), Buffer.from(original));
      const count = seenNames.get(name) ?? 0;
      seenNames.set(name, count + 1);
      if (count % DOCTOR_EVERY === 0 && !isHarmless && !UNCHECKED.has(kind)) {
        sum.asked++;
        const findings = await findingsOn(await siteAt(root));
        expect(findings, `doctor on ${where}`).not.toEqual([]);
        sum.found++;
      }
      for (const at of [MORNING, MORNING + 600_000]) {
        clock.set(at);
        const outcome = await tick(await siteAt(root)).catch((error: unknown) => {
          throw new Error(`${where}: ${String(error)}`, { cause: error });
        });
        expect(outcome.held, where).toBeNull();
      }
      const { lost, doubled } = compareJobs(countedIn(root), expected);
      sum.trials++;
      sum.lost += lost;
      sum.doubled += doubled;
      expect({ lost, doubled }, where).toEqual({ lost: 0, doubled: 0 });
      expect(publishedJobs(root), where).toEqual([runs.length + later.length, runs.length + later.length]);
      const left = readdirSync(join(root, 'clusters/hammer'), { recursive: true, encoding: 'utf8' });
      expect(
        left.filter((path) => /\.staged$|\/commit\.\d+$|rebuild\//.test(path)),
        where,
      ).toEqual([]);
    }
    const { asked, found, ...row } = sum;
    report({
      fault: `damaged file: ${kind.replace('../../', 'ROOT/')}`,
      ...row,
      note: `doctor named ${found} of ${asked}`,
    });
  });

  it('a file of a newer version is refused or left alone, with the rest unharmed', async () => {
    const root = join(mkdtempSync(join(dirname(model), 'trial-')), 'root');
    let count = 0;
    for (const kind of KINDS.filter((name) => !UNCHECKED.has(name) && !name.endsWith('.bloom'))) {
      restore(root);
      const path = join(root, 'clusters/hammer', kind);
      const newer = resealJson(readFileSync(path, 'latin1').replace(/"schema_version":\d+/, '"schema_version":99'));
      writeFileSync(path, newer);
      clock.set(MORNING);
      const failure = await tick(await siteAt(root)).then(
        () => null,
        (error: unknown) => error,
      );
      if (failure !== null) expect(failure, kind).toBeInstanceOf(KnownError);
      if (failure !== null) expect(String(failure), kind).toMatch(/newer slurm-sb/);
      // What holds history is left as it is; what is derived may be made anew.
      if (/cursor|rollups/.test(kind)) expect(readFileSync(path), kind).toEqual(newer);
      const rest = KINDS.filter((name) => /rollups|seen/.test(name) && name !== kind);
      for (const name of rest) {
        const size = (base: string): number => statSync(join(base, 'clusters/hammer', name)).size;
        expect(size(root) >= size(model) - 100, `${name} beside a newer ${kind}`).toBe(true);
      }
      count++;
    }
    report({ fault: 'file of a newer version', trials: count, lost: 0, doubled: 0, note: 'refused or left alone' });
  });

  it('a lock whose owner’s file is garbage is taken over once it is stale', async () => {
    const root = join(mkdtempSync(join(dirname(model), 'trial-')), 'root');
    restore(root);
    const { lock } = clusterLayout(root, 'hammer');
    mkdirSync(lock);
    writeFileSync(`${lock}.owner.json`, '{"host": "half');
    utimesSync(lock, 1, 1);
    clock.set(MORNING);
    await tick(await siteAt(root));
    expect(existsSync(lock)).toBe(false);
    expect(compareJobs(countedIn(root), expected)).toEqual({ lost: 0, doubled: 0 });
  });

  it('the record of a cut commit, cut at every eighth byte, whatever was renamed before', async () => {
    const after = join(mkdtempSync(join(dirname(model), 'trial-')), 'root');
    restore(after);
    clock.set(MORNING);
    await tick(await siteAt(after));
    const root = join(mkdtempSync(join(dirname(model), 'trial-')), 'root');
    const sum = { trials: 0, lost: 0, doubled: 0 };
    for (let renamed = 0; renamed < MOVED.length; renamed++) {
      const { record, put } = cutCommit(after, renamed);
      for (let length = 0; length < record.length; length += isFullCampaign ? 8 : 200) {
        restore(root);
        put(root, length);
        for (const at of [MORNING + 60_000, MORNING + 600_000]) {
          clock.set(at);
          await tick(await siteAt(root));
        }
        const { lost, doubled } = compareJobs(countedIn(root), expected);
        sum.trials++;
        sum.lost += lost;
        sum.doubled += doubled;
        expect({ lost, doubled }, `${renamed} renamed, record cut at ${length}`).toEqual({ lost: 0, doubled: 0 });
      }
    }
    report({ fault: 'damaged file: state/commit.N', ...sum, note: 'at each rename of the commit' });
  });
});

/** What a commit of a tick renames, in its order. */
const MOVED = [
  'agg/rollups/daily/2026-09.json',
  'agg/rollups/monthly/2026-09.json',
  'state/seen/2026-09.bloom',
  'state/poll_cursor.json',
];

/**
 * The commit that made `after` of the model, cut after it had renamed so many files; `put` lays it into a root that is
 * as the model, with so many bytes of its record.
 */
function cutCommit(after: string, renamed: number): { record: string; put: (root: string, length: number) => void } {
  const read = (base: string, name: string): Buffer => readFileSync(join(base, 'clusters/hammer', name));
  const number = JSON.parse(read(model, 'state/poll_cursor.json').toString()).commit + 1;
  const staged = (name: string): string => join(dirname(name), `.${basename(name)}.${number}.0123456789abcdef.staged`);
  const bytesOf = (name: string): Buffer =>
    name.endsWith('cursor.json')
      ? resealJson(
          read(after, name)
            .toString('latin1')
            .replace(/"commit":\d+/, `"commit":${number}`),
        )
      : read(after, name);
  const record = JSON.stringify({ number, moves: MOVED.map((name) => ({ from: staged(name), to: name })) });
  const put = (root: string, length: number): void => {
    const base = join(root, 'clusters/hammer');
    for (const [index, name] of MOVED.entries()) {
      writeFileSync(join(base, index < renamed ? name : staged(name)), bytesOf(name));
    }
    writeFileSync(join(base, 'state', `commit.${number}`), record.slice(0, length));
  };
  return { record, put };
}
