import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { emptied } from './quick-folder.ts';

const TOP = join(import.meta.dirname, '../..');
const fake = (name: string): string => join(TOP, 'fixtures/bin', name);

const DAY = 86_400;
const HOURS_APART = 4;
/** All jobs of a history had ended before this many seconds ago: later ticks bring nothing new. */
const QUIET = 3 * 3600;

/** How a program ended. */
export type Ended = { readonly code: number | null; readonly out: string; readonly err: string };

/** A cluster with a fake accounting, to be polled by the built program. */
export type RealRoot = {
  /** Everything of it lies below. */
  readonly folder: string;
  readonly root: string;
  readonly home: string;
  readonly cluster: string;
  /** The rows that its sacct answers with. */
  readonly rows: string;
  /** `--cluster`, `--root`, where history begins, and no rate limit to wait for. */
  readonly flags: readonly string[];
};

/** A new cluster below a folder; its jobs ended one every four hours, the last some hours ago. */
export function realRoot(folder: string, { cluster = 'hammer', jobs = 120, firstId = 1000 } = {}): RealRoot {
  const home = join(folder, `home-${cluster}`);
  const root = join(folder, 'root');
  mkdirSync(home, { recursive: true });
  mkdirSync(root, { recursive: true });
  const rows = join(home, 'rows.psv');
  const last = Math.floor(Date.now() / 1000) - QUIET;
  const ends = Array.from({ length: jobs }, (_, index) => last - (jobs - 1 - index) * HOURS_APART * 3600);
  writeFileSync(rows, ends.map((end, index) => jobRows(firstId + index, `user${index % 5}`, end)).join(''));
  const start = new Date((ends[0]! - DAY) * 1000).toISOString().slice(0, 10);
  const flags = ['--cluster', cluster, '--root', root, '--backfill-start', start, '--rate-limit', '600'];
  return { folder, root, home, cluster, rows, flags };
}

/** A job of a minute on two CPUs and its step. */
export function jobRows(id: number, user: string, end: number): string {
  const start = end - 60;
  const submit = start - 40;
  return (
    `${id}|${user}|COMPLETED|60|2|1|100M|||cpu=2,mem=100M,node=1|${submit}|${start}|${end}|${submit}|chem|cpu|normal|10|00:01:00|\n` +
    `${id}.batch||COMPLETED|60|2|1||5M|5M|cpu=2,mem=100M,node=1|${start}|${start}|${end}|||||||\n`
  );
}

/** The words that start the built program with its own Node. */
const PROGRAM = [process.execPath, join(TOP, 'dist/slurm-sb.js')];

/** The whole environment that the program gets: slices so small that a poll is several commits. */
export function environment({ home }: Pick<RealRoot, 'home'>): Record<string, string> {
  return {
    PATH: process.env.PATH ?? '/usr/bin:/bin',
    HOME: home,
    SLURM_SB_SACCT_PATH: fake('sacct-replay'),
    SLURM_SB_SCONTROL_PATH: fake('scontrol-hammer'),
    SLURM_SB_TARGET_ROWS_PER_CALL: '100',
    // One thread does all file operations, so that the n-th is the same in every run.
    UV_THREADPOOL_SIZE: '1',
  };
}

/** Starts the program; `before` are words in front of it (strace, unshare). */
export function start(place: RealRoot, args: readonly string[], before: readonly string[] = []) {
  const [file = '', ...rest] = [...before, ...PROGRAM, ...args];
  const child = spawn(file, rest, { env: environment(place), cwd: '/', stdio: ['ignore', 'pipe', 'pipe'] });
  const said = { out: '', err: '' };
  child.stdout.on('data', (chunk: Buffer) => {
    said.out += chunk.toString();
  });
  child.stderr.on('data', (chunk: Buffer) => {
    said.err += chunk.toString();
  });
  const ended = new Promise<Ended>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, ...said }));
  });
  return { child, ended };
}

/** Runs the program to its end. */
export function run(place: RealRoot, args: readonly string[], before: readonly string[] = []): Promise<Ended> {
  return start(place, args, before).ended;
}

/** One tick. */
export const poll = (place: RealRoot): Promise<Ended> => run(place, ['poll', ...place.flags, '--fail-if-locked']);

/** A root without anything again, or a copy of another one. */
export function resetRoot({ root }: RealRoot, template?: string): void {
  emptied(root);
  if (template !== undefined) spawnSync('cp', ['-a', `${template}/.`, root]);
}

/**
 * Runs a command after another was killed. One that was killed between taking the lock and saying whose it is leaves a
 * lock that nobody can judge: it is made to look as old as it is after lock_stale_sec.
 */
export async function runAfterKill(place: RealRoot, args: readonly string[]): Promise<Ended> {
  const first = await run(place, args);
  if (!first.err.includes('another holder holds the lock')) return first;
  const then = (Date.now() - 3_600_000) / 1000;
  utimesSync(join(place.root, 'clusters', place.cluster, 'state/lock'), then, then);
  return run(place, args);
}

type Jobs = Record<string, number>;

/** Jobs by cluster, user and day (days since 1970), as awk counts them in the rows of some clusters. */
function jobsByAwk(places: readonly RealRoot[]): Jobs {
  const jobs: Jobs = {};
  for (const { cluster, rows } of places) {
    const program = '$1 !~ /\\./ { n[$2 " " int($13 / 86400)]++ } END { for (key in n) print key, n[key] }';
    const { stdout, status } = spawnSync('awk', ['-F|', program, rows], { encoding: 'utf8' });
    if (status !== 0) throw new Error('awk failed');
    for (const line of stdout.trim().split('\n')) {
      const [user, day, count] = line.split(' ');
      jobs[`${cluster} ${user} ${day}`] = Number(count);
    }
  }
  return jobs;
}

/** What every file of a root is to say: of each day, month and user, and on the all-time boards. */
export function expectedJobs(places: readonly RealRoot[]): Jobs {
  const sums: Jobs = {};
  const add = (key: string, count: number): void => {
    sums[key] = (sums[key] ?? 0) + count;
  };
  for (const [key, count] of Object.entries(jobsByAwk(places))) {
    const [cluster, user, day] = key.split(' ');
    const date = new Date(Number(day) * DAY * 1000).toISOString().slice(0, 10);
    add(`${cluster} day ${date} ${user}`, count);
    add(`${cluster} month ${date.slice(0, 7)} ${user}`, count);
    add(`${cluster} user ${user}`, count);
    add(`${cluster} board ${user}`, count);
    add(`ALL board ${user}`, count);
  }
  return sums;
}

type Rollup = { columns: string[]; rows?: Row[]; days?: Record<string, Row[]> };
type Row = [string, string, ...number[]];

/** The same as {@link expectedJobs}, as the files of a root say it. */
export function jobsInRoot(places: readonly RealRoot[]): Jobs {
  const found: Jobs = {};
  const add = (key: string, count: number): void => {
    found[key] = (found[key] ?? 0) + count;
  };
  for (const { cluster, root } of places) {
    const base = join(root, 'clusters', cluster);
    for (const [, { columns, days = {} }] of filesOf<Rollup>(join(base, 'agg/rollups/daily'))) {
      for (const [day, rows] of Object.entries(days)) {
        for (const row of rows) add(`${cluster} day ${day} ${row[0]}`, Number(row[columns.indexOf('jobs')]));
      }
    }
    for (const [name, { columns, rows = [] }] of filesOf<Rollup>(join(base, 'agg/rollups/monthly'))) {
      for (const row of rows)
        add(`${cluster} month ${name.slice(0, 7)} ${row[0]}`, Number(row[columns.indexOf('jobs')]));
    }
    for (const [, { user, columns, total }] of filesOf<{ user: string; columns: string[]; total: number[] }>(
      join(base, 'agg/users'),
    )) {
      add(`${cluster} user ${user}`, Number(total[columns.indexOf('jobs')]));
    }
    addBoard(join(base, 'leaderboards'), cluster, add);
  }
  addBoard(join(places[0]!.root, 'leaderboards'), 'ALL', add);
  return found;
}

function addBoard(folder: string, name: string, add: (key: string, count: number) => void): void {
  const file = join(folder, 'alltime.json');
  if (!existsSync(file)) return;
  const board = JSON.parse(readFileSync(file, 'utf8')) as { users: { user: string; values: { jobs: number } }[] };
  for (const { user, values } of board.users) add(`${name} board ${user}`, values.jobs);
}

function filesOf<T>(folder: string): [string, T][] {
  if (!existsSync(folder)) return [];
  const names = readdirSync(folder).filter((name) => /^[^.].*\.json$/.test(name));
  return names.map((name) => [name, JSON.parse(readFileSync(join(folder, name), 'utf8')) as T]);
}

/** What a commit that was cut, or a lock, left behind. */
export function leftovers({ root }: RealRoot): string[] {
  const names = readdirSync(root, { recursive: true, encoding: 'utf8' });
  return names.filter((name) => /\.staged$|\/commit\.\d+$|\/lock(\.owner\.json)?$/.test(name));
}

/** Every rollup's text without when it was written. */
export function rollupTexts({ root, cluster }: RealRoot): Record<string, string> {
  const folder = join(root, 'clusters', cluster, 'agg/rollups');
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.json'));
  const text = (name: string): string =>
    readFileSync(join(folder, name), 'utf8').replace(/"asof":"[^"]*"|"checksum":"[^"]*"/g, '');
  return Object.fromEntries(names.sort().map((name) => [name, text(name)]));
}

/** Numbers from 0 up to 1 that are the same for the same seed (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Removes a folder that something may still write to for a moment. */
export const removeFolder = (folder: string): void => rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
