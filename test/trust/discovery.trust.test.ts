import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { expect, it } from 'vitest';
import { randomStream } from '../../src/scoreboard/demo/random-stream.ts';
import { job, PROGRAMS } from '../scoreboard/discovery/site.ts';
import { compareJobs, report, trials } from './trials.ts';

const LAUNCHER = join(import.meta.dirname, '../../bin/slurm-sb');
const ROUNDS = trials({ small: 4, full: 200 });
const SEED = Number(process.env.SLURM_SB_SEED ?? 20_260_910);
const DAY = 86_400;
/** Jobs ended since then; the present is the real one, as the built program has the real clock. */
const NOW = Math.floor(Date.now() / 1000);
const SINCE = NOW - 30 * DAY;

type Random = () => number;
const under = (random: Random, count: number): number => Math.floor(random() * count);

/** A site in a folder: what is true there, and the jobs that are to be counted in the end, by user and day. */
type Round = { readonly home: string; readonly root: string; readonly expected: Record<string, number> };

/** Users that everybody sees, hidden ones with jobs, and some without; files as fixtures/site reads them. */
function makeRound(random: Random): Round & { readonly dumps: { before: string | null; after: string | null } } {
  const home = mkdtempSync(join(tmpdir(), 'discovery-'));
  const root = join(home, 'root');
  const name = (kind: string, index: number): string => `${kind}${index}`;
  const list = (kind: string, count: number): string[] =>
    Array.from({ length: count }, (_, index) => name(kind, index));
  const seen = list('seen', 1 + under(random, 4));
  const hidden = list('hidden', 1 + under(random, 4));
  const idle = list('idle', under(random, 4));
  const ghosts = list('ghost', under(random, 2));
  let id = 1;
  const rowsOf = (user: string): string[] =>
    Array.from({ length: 1 + under(random, 12) }, () => job(id++, user, SINCE + 3_600 + under(random, 28 * DAY)));
  const rows = new Map([...seen, ...hidden].map((user) => [user, rowsOf(user)]));
  const all = [...rows.values()].flat();
  writeFileSync(join(home, 'rows.psv'), all.join(''));
  writeFileSync(join(home, 'hidden'), `${hidden.join('\n')}\n`);
  writeFileSync(join(home, 'accounts'), `${[...seen, ...hidden, ...idle].join('\n')}\n`);
  const people = [...seen, ...hidden, ...idle];
  const atHome = people.filter(() => random() < 0.5);
  writeFileSync(
    join(home, 'assocs'),
    `\n${[...people.filter((user) => !atHome.includes(user)), ...ghosts].join('\n')}\n`,
  );
  for (const user of atHome) mkdirSync(join(home, 'homes', user), { recursive: true });
  mkdirSync(join(home, 'homes'), { recursive: true });
  mkdirSync(root);
  if (random() < 0.5) writeFileSync(join(home, 'widest'), String((5 + under(random, 20)) * DAY));
  // Whoever is in a rollup owes nothing: a dump that comes before has all jobs of its users.
  const early = [...rows.keys()].filter(() => random() < 0.3).flatMap((user) => rows.get(user)!);
  const late = all.filter(() => random() < 0.3);
  const dumps = {
    before: random() < 0.5 && early.length > 0 ? early.join('') : null,
    after: random() < 0.5 && late.length > 0 ? late.join('') : null,
  };
  return { home, root, expected: byUserAndDay(all.join('')), dumps };
}

/** Jobs by user and UTC day of their end, by awk over the rows: an independent sum. */
function byUserAndDay(rows: string): Record<string, number> {
  const program = `$1 !~ /\\./ { count[$2 " " strftime("%Y-%m-%d", $13, 1)]++ } END { for (key in count) print key, count[key] }`;
  const { stdout } = spawnSync('gawk', ['-F', '|', program], { input: rows, encoding: 'utf8' });
  return Object.fromEntries(
    stdout
      .trim()
      .split('\n')
      .map((line) => line.split(' '))
      .map(([user, day, count]) => [`${user} ${day}`, Number(count)]),
  );
}

/** The same of the day files. */
function counted({ root }: Round): Record<string, number> {
  const folder = join(root, 'clusters/hammer/agg/rollups/daily');
  const found: Record<string, number> = {};
  for (const file of readdirSync(folder)) {
    const { days } = JSON.parse(readFileSync(join(folder, file), 'utf8')) as {
      days: Record<string, [string, string, number][]>;
    };
    for (const [day, rows] of Object.entries(days)) {
      for (const [user, , count] of rows) found[`${user} ${day}`] = (found[`${user} ${day}`] ?? 0) + count;
    }
  }
  return found;
}

function start({ home, root }: Round, args: readonly string[]): ChildProcess {
  return spawn(LAUNCHER, [args[0]!, '--cluster', 'hammer', '--root', root, ...args.slice(1)], {
    env: {
      PATH: [PROGRAMS, process.env.PATH].join(delimiter),
      HOME: home,
      SLURM_SB_SACCT_PATH: join(PROGRAMS, 'sacct'),
      SLURM_SB_SCONTROL_PATH: join(PROGRAMS, 'scontrol'),
      SLURM_SB_HOME_FOLDER: join(home, 'homes'),
      SLURM_SB_HOME_MIN_UID: '0',
      SLURM_SB_RATE_LIMIT_PER_MIN: '600',
      SLURM_SB_BACKFILL_START: new Date(SINCE * 1000).toISOString().slice(0, 10),
    },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
}

/** What ingest says of its progress where there is no terminal. */
const PROGRESS = /^ *\d+% reading.*\n/gm;

/** Runs to the end, or kills with -9 after some time; how it ended. */
function run(round: Round, args: readonly string[], killMs: number | null = null): Promise<string> {
  const child = start(round, args);
  let err = '';
  child.stderr!.on('data', (chunk: Buffer) => {
    err += chunk.toString();
  });
  const timer = killMs === null ? undefined : setTimeout(() => child.kill('SIGKILL'), killMs);
  return new Promise((resolve) => {
    child.on('close', (code, signal) => {
      clearTimeout(timer);
      resolve(signal === 'SIGKILL' ? 'killed' : `${code} ${err.replace(PROGRESS, '')}`);
    });
  });
}

const dump = (round: Round, name: string, text: string): string => {
  const path = join(round.home, name);
  writeFileSync(path, text);
  return path;
};

it(`C4: ${ROUNDS} rounds of discovery with kills, and dumps before and after: every job once`, async () => {
  const sum = { lost: 0, doubled: 0, kills: 0, asked: 0 };
  for (let trial = 0; trial < ROUNDS; trial++) {
    const stream = randomStream(SEED + trial);
    const random: Random = () => stream.unit();
    const round = makeRound(random);
    const where = `seed ${SEED}, round ${trial}`;
    if (round.dumps.before !== null) {
      expect(await run(round, ['ingest', dump(round, 'before.psv', round.dumps.before)]), where).toBe('0 ');
    }
    for (let kills = under(random, 4); kills > 0; kills--) {
      if ((await run(round, ['poll'], 300 + under(random, 3_000))) === 'killed') sum.kills++;
    }
    expect(await run(round, ['poll']), where).toBe('0 ');
    if (round.dumps.after !== null) {
      expect(await run(round, ['ingest', dump(round, 'after.psv', round.dumps.after)]), where).toBe('0 ');
    }
    expect(await run(round, ['poll']), where).toBe('0 ');
    const difference = compareJobs(counted(round), round.expected);
    expect(difference, where).toEqual({ lost: 0, doubled: 0 });
    const { users, asking } = JSON.parse(
      readFileSync(join(round.root, 'clusters/hammer/state/discovery.json'), 'utf8'),
    );
    expect(asking, where).toBeNull();
    expect(
      users.filter(({ result }: { result: string }) => result === 'waiting'),
      where,
    ).toEqual([]);
    sum.asked += users.length;
    sum.lost += difference.lost;
    sum.doubled += difference.doubled;
    rmSync(round.home, { recursive: true });
  }
  const note = `${sum.kills} polls killed at work, ${sum.asked} users asked for`;
  report({ fault: 'users without history, kill -9', trials: ROUNDS, lost: sum.lost, doubled: sum.doubled, note });
});
