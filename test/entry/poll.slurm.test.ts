import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { emptyFolder } from '../scoreboard/place.ts';
import { CLUSTERS, type SqlTotals, script, slurm, slurmSb, type TestCluster, totalsBySql } from '../slurm/clusters.ts';

const root = emptyFolder();
const SINCE = new Date(Date.now() - 3 * 86_400_000).toISOString().slice(0, 10);

async function poll(cluster: TestCluster, ...more: string[]): Promise<Record<string, never>> {
  const flags = ['--cluster', cluster, '--root', root, '--backfill-start', SINCE, '--rate-limit', '600', '--json'];
  const { code, out, err } = await slurmSb(cluster, ['poll', ...flags, ...more]);
  expect(`${code} ${err}`).toBe('0 ');
  return JSON.parse(out);
}

/** A metric of a board, by user, as `top` prints it. */
async function top(metric: string, cluster: string): Promise<Map<string, number>> {
  const { code, out, err } = await slurmSb('hammer', [
    ...['top', '--root', root, '--window', 'alltime', '--metric', metric, '--cluster', cluster, '--format', 'json'],
  ]);
  expect(`${code} ${err}`).toBe('0 ');
  const { rows } = JSON.parse(out) as { rows: { user: string; value: number }[] };
  return new Map(rows.map(({ user, value }) => [user, value]));
}

/** What SQL says of a metric, without users that have none of it: those are not on a board. */
function expected(totals: Map<string, SqlTotals>, value: (one: SqlTotals) => number): Map<string, number> {
  const entries = [...totals].map(([user, one]) => [user, value(one)] as const);
  return new Map(entries.filter(([, number]) => number > 0));
}

const sorted = (map: Map<string, number>): [string, number][] => [...map].sort(([a], [b]) => (a < b ? -1 : 1));

/** The rollups' bytes by file. */
function rollups(cluster: TestCluster): Record<string, string> {
  const folder = join(root, 'clusters', cluster, 'agg/rollups');
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.json'));
  return Object.fromEntries(files.sort().map((name) => [name, readFileSync(join(folder, name), 'utf8')]));
}

/** What accounting has since the polls began; other tests write older months. */
const bySql = (cluster: TestCluster): Map<string, SqlTotals> =>
  totalsBySql(cluster, `j.time_end >= ${Date.parse(SINCE) / 1000}`);

/** The beginnings of the hours from a day on to this one. */
function hoursSince(day: string): number[] {
  const first = Date.parse(day);
  return Array.from({ length: Math.floor((Date.now() - first) / HOUR_MS) + 1 }, (_, index) => first + index * HOUR_MS);
}

/** Lines of sreport for one hour: of a longer time it leaves out the hour that has not ended, or in its first the day. */
function usageOf(cluster: TestCluster, hour: number): string[][] {
  const range = [`start=${hourText(hour)}`, `end=${hourText(hour + HOUR_MS)}`];
  const options = ['-n', '-P', '-t', 'Seconds', 'cluster', 'AccountUtilizationByUser'];
  return slurm(cluster, 'sreport', ...options, ...range)
    .split('\n')
    .map((line) => line.split('|'));
}

const HOUR_MS = 3_600_000;
const hourText = (ms: number): string => new Date(ms).toISOString().slice(0, 16);

const METRICS: [string, (one: SqlTotals) => number][] = [
  ['jobs', (one) => one.jobs],
  ['clock_hours', (one) => one.cpuSeconds / 3600],
  ['gpu_clock_hours', (one) => one.gpuSeconds / 3600],
  ['elapsed_hours', (one) => one.elapsedSeconds / 3600],
  ['failed_jobs', (one) => one.failedJobs],
];

describe('the main job on two real clusters', () => {
  beforeAll(async () => {
    for (const cluster of CLUSTERS) await poll(cluster);
  });

  it.each(CLUSTERS)('C2: %s was read whole: rows and jobs add up, nothing rejected', async (cluster) => {
    const health = JSON.parse(readFileSync(join(root, 'clusters', cluster, 'state/health.json'), 'utf8'));
    const { rows, jobs } = health.last_tick.report;
    expect(rows.rows).toBe(rows.jobs + rows.steps + rows.not_ended + rows.rejected);
    expect(rows.jobs).toBe(jobs.new + jobs.seen + jobs.outside_window);
    expect(rows.reasons).toEqual({});
    expect(rows.steps).toBeGreaterThan(0);
  });

  it.each(CLUSTERS.flatMap((cluster) => METRICS.map(([metric, value]) => ({ cluster, metric, value }))))(
    'C7: top of $cluster by $metric equals SQL on the accounting tables',
    async ({ cluster, metric, value }) => {
      const wanted = expected(bySql(cluster), value);
      expect(wanted.size).toBeGreaterThan(1);
      expect(sorted(await top(metric, cluster))).toEqual(sorted(wanted));
    },
  );

  it('F5: the merged board is the sum of both', async () => {
    const sum = new Map<string, number>();
    for (const cluster of CLUSTERS) {
      for (const [user, { jobs }] of bySql(cluster)) sum.set(user, (sum.get(user) ?? 0) + jobs);
    }
    expect(sorted(await top('jobs', 'ALL'))).toEqual(sorted(sum));
  });

  it.each(CLUSTERS)('CPU hours of %s equal sreport for users who have nothing running', async (cluster) => {
    slurm(cluster, 'sacctmgr', '-i', 'roll', SINCE, new Date(Date.now() + 86_400_000).toISOString().slice(0, 10));
    const running = new Set(slurm(cluster, 'squeue', '-h', '-o', '%u').split('\n'));
    const seconds = new Map<string, number>();
    for (const hour of hoursSince(SINCE)) {
      for (const [, , user = '', , used = '0'] of usageOf(cluster, hour)) {
        if (user !== '' && !running.has(user)) seconds.set(user, (seconds.get(user) ?? 0) + Number(used));
      }
    }
    const ours = await top('clock_hours', cluster);
    const both = [...seconds].filter(([, used]) => used > 0);
    expect(both.length).toBeGreaterThan(1);
    for (const [user, used] of both) expect((ours.get(user) ?? 0) * 3600, user).toBeCloseTo(used, 6);
  });

  it.each(CLUSTERS)('D4: polling %s again changes no byte of a rollup', async (cluster) => {
    const before = rollups(cluster);
    const report = await poll(cluster);
    expect(report).toMatchObject({ jobs: { new: 0 } });
    expect(rollups(cluster)).toEqual(before);
  });

  it('new jobs appear exactly once, those of a real crontab’s next ticks not again', async () => {
    const before = await top('jobs', 'ALL');
    script('jobs.sh', ['--more', '20']);
    for (const cluster of CLUSTERS) await poll(cluster);
    const after = await top('jobs', 'ALL');
    const wanted = new Map<string, number>();
    for (const cluster of CLUSTERS) {
      for (const [user, { jobs }] of bySql(cluster)) wanted.set(user, (wanted.get(user) ?? 0) + jobs);
    }
    const total = (map: Map<string, number>): number => [...map.values()].reduce((sum, jobs) => sum + jobs, 0);
    expect(total(after)).toBeGreaterThanOrEqual(total(before) + 20);
    for (const cluster of CLUSTERS) await poll(cluster);
    expect(sorted(await top('jobs', 'ALL'))).toEqual(sorted(wanted));
  });

  it('C2: refuses to put one cluster’s rows under another’s name', async () => {
    const flags = ['--cluster', 'negishi', '--root', emptyFolder(), '--backfill-start', SINCE];
    const { code, err } = await slurmSb('hammer', ['poll', ...flags]);
    expect(code).toBe(2);
    expect(err).toMatch(/^slurm-sb: Slurm calls this cluster hammer, not negishi; [^\n]*\n$/);
  });

  it('C2: refuses it as well when SLURM_CONF changes under a cluster that was polled, and not a tick longer', async () => {
    const before = rollups('hammer');
    const { code, err } = await slurmSb('negishi', ['poll', '--cluster', 'hammer', '--root', root]);
    expect([code, err]).toEqual([2, expect.stringContaining('Slurm calls this cluster negishi, not hammer')]);
    expect(rollups('hammer')).toEqual(before);
    await poll('hammer');
  });

  it('C2: a first poll with the wrong SLURM_CONF leaves nothing that would refuse the right one', async () => {
    const fresh = ['poll', '--cluster', 'hammer', '--root', emptyFolder(), '--backfill-start', SINCE];
    expect((await slurmSb('negishi', fresh)).code).toBe(2);
    expect((await slurmSb('hammer', [...fresh, '--rate-limit', '600'])).code).toBe(0);
  });
});
