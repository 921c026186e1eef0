import { existsSync, readdirSync, readFileSync, readlinkSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CLUSTERS, confOf, type SqlTotals, script, type TestCluster, totalsBySql } from '../slurm/clusters.ts';
import { type CronDaemon, obtainCron } from './cron/cron-daemon.ts';
import { type CronNote, readNotes } from './cron/cron-notes.ts';
import {
  type CronSite,
  configure,
  initialise,
  installCrontab,
  KEEPER,
  makeCronSite,
  READER,
  removeCrontab,
} from './cron/cron-site.ts';
import { processesOf } from './cron/linux-user.ts';
import { openViewer, type Viewer } from './cron/viewer.ts';
import { waitUntil } from './cron/wait-until.ts';

/** What is submitted before the first, the second and the third tick. */
const JOBS = [40, 20, 20];
const SINCE = new Date(Date.now() - 3 * 86_400_000).toISOString().slice(0, 10);
const ENDED_WELL = /^\w+: caught up; covered until .*\n$/;

let site: CronSite | null = null;
let cron: CronDaemon | null = null;
let viewer: Viewer | null = null;
const printed = new Map<TestCluster, string>();
let firstScreen: string[] = [];
const jobsBefore = new Map<string, number>();

/** Ended runs of a cluster's line in the crontab, begun at or after an instant in epoch seconds. */
const startsOf = (cluster: TestCluster, since = 0): CronNote[] =>
  readNotes(site!.notes).filter(({ began, env }) => began >= since && env.get('SLURM_CONF') === confOf(cluster));

const bySql = (cluster: TestCluster): Map<string, SqlTotals> =>
  totalsBySql(cluster, `j.time_end >= ${Date.parse(SINCE) / 1000}`);

/** A value by user, of one cluster or all; users without any are on no board. */
function expected(cluster: string, value: (one: SqlTotals) => number): Map<string, number> {
  const sums = new Map<string, number>();
  for (const one of CLUSTERS.filter((name) => cluster === 'ALL' || cluster === name)) {
    for (const [user, totals] of bySql(one)) sums.set(user, (sums.get(user) ?? 0) + value(totals));
  }
  return new Map([...sums].filter(([, sum]) => sum > 0));
}

/** What the reader's `top` prints, by user. */
function top(cluster: string, metric: string): Map<string, number> {
  const flags = ['--root', site!.root, '--cluster', cluster, '--window', 'alltime', '--metric', metric];
  const { code, out, err } = site!.asReader('slurm-sb', 'top', ...flags, '--format', 'json');
  expect(`${code} ${err}`).toBe('0 ');
  const { rows } = JSON.parse(out) as { rows: { user: string; value: number }[] };
  return new Map(rows.map(({ user, value }) => [user, value]));
}

/** Jobs by user as the reader's terminal shows them. */
function shown(): Map<string, number> {
  const rows = viewer!.lines().map((line) => /\b(sb[a-z]+)(?: \(you\))?\s+([\d,]+)\s/.exec(line));
  return new Map(rows.flatMap((row) => (row === null ? [] : [[row[1]!, Number(row[2]!.replaceAll(',', ''))]])));
}

const sorted = (map: Map<string, number>): [string, number][] => [...map].sort(([a], [b]) => (a < b ? -1 : 1));
const sum = (map: Map<string, number>): number => [...map.values()].reduce((all, one) => all + one, 0);

beforeAll(async () => {
  site = makeCronSite();
  for (const cluster of CLUSTERS) printed.set(cluster, initialise(site, cluster));
  configure(site, SINCE);
  for (const [user, jobs] of expected('ALL', (one) => one.jobs)) jobsBefore.set(user, jobs);
  const tui = ['slurm-sb-tui', '--root', site.root, '--window', 'alltime', '--metric', 'jobs'];
  viewer = openViewer({ user: READER, folder: site.readerFolder, env: site.readerEnv }, tui);
  await waitUntil({ what: 'the terminal of a user', seconds: 60 }, () => {
    firstScreen = viewer!.lines();
    return firstScreen.some((line) => /no board/.test(line));
  });
  for (const [index, jobs] of JOBS.entries()) {
    script('jobs.sh', ['--more', String(jobs)]);
    const since = Math.ceil(Date.now() / 1000);
    if (index === 0) {
      installCrontab(site, printed);
      cron = await obtainCron();
    }
    await waitUntil({ what: `cron to end tick ${index + 1} of both clusters`, seconds: 300 }, () =>
      CLUSTERS.every((cluster) => startsOf(cluster, since).length > 0),
    );
  }
  removeCrontab();
  const idle = () => processesOf(site!.keeperUid).length === 0;
  await waitUntil({ what: 'no tick to be at work', seconds: 120 }, idle);
}, 1_200_000);

afterAll(async () => {
  removeCrontab();
  viewer?.close();
  await cron?.stop();
  if (site === null) return;
  const { keeperUid } = site;
  await waitUntil({ what: 'no tick to be at work', seconds: 120 }, () => processesOf(keeperUid).length === 0);
  site.remove();
}, 300_000);

describe('a maintainer’s crontab polls two real clusters into one root', () => {
  it.each(CLUSTERS)('I3, C16: the line that init prints for %s holds over upgrades', (cluster) => {
    const { prefix, root } = site!;
    expect(printed.get(cluster)).toBe(`*/10 * * * * ${prefix}/bin/slurm-sb poll --cluster ${cluster} --root ${root}`);
  });

  it.each(CLUSTERS)('C2: cron itself started three ticks of %s, and each ended well', (cluster) => {
    const starts = startsOf(cluster);
    expect(starts.length).toBeGreaterThanOrEqual(3);
    for (const { ancestors, env, out, err, code } of starts) {
      expect(ancestors.map(({ pid }) => pid)).toContain(cron!.pid);
      expect(env.get('PATH')).toBe('/usr/bin:/bin');
      expect({ code, err }).toEqual({ code: 0, err: '' });
      expect(out).toMatch(ENDED_WELL);
    }
    const seconds = starts.map(({ began }) => `:${String(began % 60).padStart(2, '0')}`).join(' ');
    process.stdout.write(`${cluster}: ${starts.length} ticks by cron, begun at seconds ${seconds} of a minute\n`);
  });

  it.each(CLUSTERS)('T4: health and log of %s tell of these ticks', (cluster) => {
    const folder = join(site!.root, 'clusters', cluster);
    const health = JSON.parse(readFileSync(join(folder, 'state/health.json'), 'utf8'));
    const last = startsOf(cluster).at(-1)!;
    expect(health.last_error).toBe(null);
    expect(Date.parse(health.last_success) / 1000).toBeGreaterThanOrEqual(last.began);
    const logs = readdirSync(join(folder, 'logs')).map((name) => readFileSync(join(folder, 'logs', name), 'utf8'));
    const events = logs
      .join('')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(events.filter(({ event }) => event === 'slice').length).toBeGreaterThanOrEqual(3);
    expect(events.filter(({ level }) => level !== 'info')).toEqual([]);
  });

  it.each(['ALL', ...CLUSTERS])('C7: a user without Node sees the boards of %s as SQL has them', (cluster) => {
    expect(site!.asReader('sh', '-c', 'command -v node').code).not.toBe(0);
    expect(sorted(top(cluster, 'jobs'))).toEqual(sorted(expected(cluster, (one) => one.jobs)));
    const hours = sorted(expected(cluster, (one) => one.cpuSeconds)).map(([user, cpu]) => [user, cpu / 3600]);
    expect(sorted(top(cluster, 'clock_hours'))).toEqual(hours);
    expect(hours.length).toBeGreaterThan(1);
  });

  it('C2: the jobs that were submitted meanwhile are on the boards', () => {
    expect(sum(top('ALL', 'jobs'))).toBeGreaterThanOrEqual(sum(jobsBefore) + JOBS.reduce((all, one) => all + one, 0));
  });

  it('C17, I2: a terminal that was open before the first tick shows them without a key', async () => {
    expect(firstScreen.join('\n')).not.toContain(READER);
    const jobs = sorted(expected('ALL', (one) => one.jobs));
    await expect.poll(() => sorted(shown()), { timeout: 60_000, interval: 500 }).toEqual(jobs);
    expect(readlinkSync(`/proc/${viewer!.pid()}/exe`)).toMatch(`${site!.prefix}/`);
  });

  it('F7: what cron wrote is the maintainer’s, group-writable and readable by all', () => {
    const names = readdirSync(site!.root, { recursive: true, encoding: 'utf8' });
    const facts = names.map((name) => ({ name, ...modeOf(join(site!.root, name)) }));
    expect(facts.filter(({ uid }) => uid !== site!.keeperUid)).toEqual([]);
    expect(facts.filter(({ name, isFolder, mode }) => mode !== wantedMode(name, isFolder))).toEqual([]);
    expect(facts.length).toBeGreaterThan(40);
  });

  it('I3: cron sent no mail', () => {
    expect(existsSync(`/var/mail/${KEEPER}`)).toBe(false);
  });
});

function modeOf(path: string): { uid: number; isFolder: boolean; mode: string } {
  const stat = statSync(path);
  return { uid: stat.uid, isFolder: stat.isDirectory(), mode: (stat.mode & 0o7777).toString(8) };
}

function wantedMode(name: string, isFolder: boolean): string {
  if (name === 'optout.d') return '1777';
  // They hold names that boards do not.
  if (/\/(discovery|opt-outs(\.copy)?)\.json$/.test(name)) return '660';
  return isFolder ? '2775' : '664';
}
