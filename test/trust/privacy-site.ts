import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { openFolder } from '../scoreboard/deploy/checkout.ts';
import { isUserName } from './told-name.ts';
import { isFullCampaign } from './trials.ts';

/** The checkout, where the programs were built. */
const CHECKOUT = join(import.meta.dirname, '../..');
const FAKES = join(CHECKOUT, 'fixtures/bin');

/** The clusters of a site. */
export const CLUSTERS = ['bell', 'hammer', 'negishi'] as const;

/** Who opts out, each by another way; no other word of a site holds these. */
export const HIDDEN = { folder: 'zorvane', list: 'quillbex', home: 'mithrune' } as const;

const OTHERS = Array.from({ length: 24 }, (_, index) => `person${String.fromCharCode(97 + index)}`);
const ACCOUNTS = ['forest', 'meadow', 'orchard'];
const DAYS = 70;

/** What a program printed and how it ended. */
export type Called = { readonly code: number | null; readonly out: string; readonly err: string };

/** A root with three clusters of 27 people, and the programs on it. */
export type PrivacySite = {
  readonly folder: string;
  readonly root: string;
  readonly homes: string;
  readonly call: (args: readonly string[], env?: Readonly<Record<string, string>>) => Called;
  readonly poll: (cluster: string) => Called;
  /** The same, not waited for. */
  readonly startPoll: (cluster: string) => ChildProcess;
  /** Jobs by cluster, month and account, from the rollups themselves. */
  readonly jobs: () => Record<string, number>;
};

/** Makes a site with these settings in its root's file; nothing is polled yet. */
export function privacySite(settings: readonly string[] = []): PrivacySite {
  const folder = openFolder();
  const root = join(folder, 'root');
  const homes = join(folder, 'home');
  for (const path of [join(root, 'config'), homes]) mkdirSync(path, { recursive: true });
  for (const name of [...Object.values(HIDDEN), ...OTHERS]) mkdirSync(join(homes, name));
  writeFileSync(join(root, 'config/config.yaml'), [`home_root: ${homes}`, ...settings, ''].join('\n'));
  mkdirSync(join(root, 'optout.d'), { mode: 0o1777 });
  spawnSync('chmod', ['1777', join(root, 'optout.d')]);
  for (const [index, cluster] of CLUSTERS.entries()) {
    const home = join(folder, cluster);
    mkdirSync(home);
    writeFileSync(join(home, 'rows.psv'), rowsOf(index));
  }
  const call: PrivacySite['call'] = (args, env = {}) => {
    const { status, stdout, stderr } = spawnSync(join(CHECKOUT, 'bin/slurm-sb'), args, {
      env: { PATH: process.env.PATH, HOME: folder, LC_ALL: 'C.UTF-8', SLURM_SB_ROOT: root, ...env },
      encoding: 'utf8',
      maxBuffer: 1e9,
    });
    return { code: status, out: stdout, err: stderr };
  };
  const pollArgs = (cluster: string): string[] => [
    ...['poll', '--cluster', cluster, '--cluster-alias', 'hammer'],
    ...['--rate-limit', '600', '--backfill-start', since()],
  ];
  const pollEnv = (cluster: string): Record<string, string> => ({
    HOME: join(folder, cluster),
    SLURM_SB_SACCT_PATH: join(FAKES, 'sacct-replay'),
    SLURM_SB_SCONTROL_PATH: join(FAKES, 'scontrol-hammer'),
    SLURM_SB_SACCT_MEMORY_USUAL_MB: '2048',
  });
  const poll = (cluster: string): Called => call(pollArgs(cluster), pollEnv(cluster));
  const startPoll = (cluster: string): ChildProcess =>
    spawn(join(CHECKOUT, 'bin/slurm-sb'), pollArgs(cluster), {
      env: { PATH: process.env.PATH, LC_ALL: 'C.UTF-8', SLURM_SB_ROOT: root, ...pollEnv(cluster) },
      stdio: 'ignore',
    });
  return { folder, root, homes, call, poll, startPoll, jobs: () => jobsIn(root) };
}

/** Every person on the clusters. */
export const PEOPLE: readonly string[] = [...Object.values(HIDDEN), ...OTHERS];

/** What readers can read below a root but for what people opt out by, as path and text; names of files are text too. */
export function publishedFiles(root: string): { path: string; text: string }[] {
  const files: { path: string; text: string }[] = [];
  const visit = (folder: string): void => {
    for (const name of readdirSync(folder)) {
      const path = join(folder, name);
      const local = relative(root, path);
      if (local === 'optout.d' || local === 'config/optout.txt') continue;
      const { mode } = statSync(path);
      const isFolder = statSync(path).isDirectory();
      const text = isFolder || (mode & 0o004) === 0 ? '' : readFileSync(path, 'latin1');
      files.push({ path: local, text: `${local}\n${text}` });
      if (isFolder && (mode & 0o005) === 0o005) visit(path);
    }
  };
  visit(root);
  return files;
}

/** Which of these texts tell one of the names. */
export function tellers(texts: readonly { path: string; text: string }[], names: readonly string[]): string[] {
  return texts.flatMap(({ path, text }) =>
    names.filter((name) => isUserName(text, name)).map((name) => `${path}: ${name}`),
  );
}

/** Runs everything that prints people, in every form; in the small campaign not every form on every board. */
export function outputs(site: PrivacySite, asked: readonly string[] = []): { path: string; text: string }[] {
  const formats = isFullCampaign
    ? ['table', 'csv', 'tsv', 'json', 'markdown', 'html']
    : ['table', 'csv', 'json', 'html'];
  const windows = isFullCampaign ? ['30d', '365d', 'alltime'] : ['alltime'];
  const clusters = isFullCampaign ? CLUSTERS : [];
  const tops = formats.flatMap((format) => [
    ...windows.map((window) => ['top', '--window', window, '--format', format, '--limit', 'all']),
    ...clusters.map((cluster) => [
      'top',
      '--cluster',
      cluster,
      '--window',
      'alltime',
      '--metric',
      'jobs',
      '--format',
      format,
    ]),
  ]);
  const exports = (isFullCampaign ? ['monthly', 'daily', 'users'] : ['monthly']).flatMap((table) => [
    ['export', '--table', table],
    ['export', '--table', table, '--json'],
    ['export', '--format', 'prometheus', '--window', 'alltime'],
  ]);
  const pages = asked.flatMap((name) => [
    ['user', name],
    ['user', name, '--json'],
    ['user', name, '--raw'],
  ]);
  const others = [
    ['top', '--by', 'account'],
    ['top', '--cluster', 'hammer', '--raw', '--metric', 'failure_rate'],
    ['leaderboards', '--json'],
    ['doctor'],
    ['doctor', '--json'],
    ['config', 'show'],
    ['me'],
    ['bloom', 'stats', '--cluster', 'bell'],
  ];
  const called = [...tops, ...exports, ...pages, ...others].map((args) => {
    const { out, err } = site.call(args);
    return { path: args.join(' '), text: `${out}\n${err}` };
  });
  const views = [['--window', 'alltime'], ['--by', 'account'], ['--cluster', 'bell', '--sort', 'name'], ['--raw']].map(
    (args) => {
      const ran = spawnSync(join(CHECKOUT, 'bin/slurm-sb-tui'), ['--backend', 'ansi', '--root', site.root, ...args], {
        env: { PATH: process.env.PATH, HOME: site.folder, LC_ALL: 'C.UTF-8', TERM: 'xterm' },
        encoding: 'utf8',
      });
      return { path: `slurm-sb-tui ${args.join(' ')}`, text: `${ran.stdout}\n${ran.stderr}` };
    },
  );
  return [...called, ...views];
}

const since = (): string => new Date(Date.now() - (DAYS + 1) * 86_400_000).toISOString().slice(0, 10);

/** Ended jobs of the last weeks, every person some every few days; and a row that cannot be read, which names people. */
function rowsOf(cluster: number): string {
  const now = Math.floor(Date.now() / 1000) - 7200;
  const rows: { end: number; text: string }[] = [];
  for (const [at, user] of PEOPLE.entries()) {
    for (let day = at % 3; day < DAYS; day += 2 + (at % 4)) {
      const end = now - day * 86_400 - at * 60;
      const id = (cluster + 1) * 100_000 + at * 1000 + day;
      const seconds = 600 + ((at * 37 + day * 11) % 50) * 60;
      const account = ACCOUNTS[(at + day) % ACCOUNTS.length]!;
      const state = (at + day) % 5 === 0 ? 'FAILED' : 'COMPLETED';
      rows.push({
        end,
        text: `${id}|${user}|${state}|${seconds}|${1 + (at % 8)}|1|100M|||cpu=2,mem=100M,node=1|${end - 2 * seconds}|${end - seconds}|${end}|${end - 2 * seconds}|${account}|cpu|normal|10|00:01:00|`,
      });
    }
  }
  rows.push({
    end: now,
    text: `99|${HIDDEN.folder}|COMPLETED|x|2|1|100M|||cpu=2,mem=100M,node=1|${now}|${now}|${now}|${now}|forest|cpu|normal|10|00:01:00|`,
  });
  rows.sort((a, b) => a.end - b.end);
  return `${rows.map(({ text }) => text).join('\n')}\n`;
}

function jobsIn(root: string): Record<string, number> {
  const jobs: Record<string, number> = {};
  for (const cluster of CLUSTERS) {
    const folder = join(root, 'clusters', cluster, 'agg/rollups/monthly');
    for (const name of readdirSync(folder).filter((one) => /^\d{4}-\d{2}\.json$/.test(one))) {
      const { rows } = JSON.parse(readFileSync(join(folder, name), 'utf8')) as { rows: [string, string, number][] };
      for (const [, account, count] of rows) {
        const key = `${cluster} ${name} ${account}`;
        jobs[key] = (jobs[key] ?? 0) + count;
      }
    }
  }
  return jobs;
}
