import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { COUNTERS, type Counters, namedCounters } from '../../src/domain/counters.ts';
import { rollupReader } from '../../src/scoreboard/rollups/rollup-reader.ts';
import { clusterLayout } from '../../src/scoreboard/rollups/root-layout.ts';
import { splitKey } from '../../src/scoreboard/rollups/totals.ts';
import { emptyFolder } from '../scoreboard/place.ts';
import { type SqlTotals, type TestCluster, totalsBySql } from '../slurm/clusters.ts';
import { compareJobs } from './trials.ts';

/** What a root counted of a cluster, by user, under the names of {@link SqlTotals}. */
async function countedTotals(root: string, cluster: TestCluster): Promise<Map<string, SqlTotals>> {
  const reader = rollupReader(clusterLayout(root, cluster));
  const byUser = new Map<string, Counters>();
  for (const month of await reader.months()) {
    const read = await reader.monthly(month);
    if (!read.ok) throw new Error(read.detail);
    for (const [key, row] of read.value) {
      const { user } = splitKey(key);
      const sum = byUser.get(user) ?? namedCounters([]);
      const more = namedCounters(row);
      for (const name of COUNTERS) sum[name] += more[name];
      byUser.set(user, sum);
    }
  }
  return new Map([...byUser].map(([user, sum]) => [user, likeSql(sum)]));
}

function likeSql(sum: Counters): SqlTotals {
  return {
    jobs: sum.jobs,
    cpuSeconds: sum.cpu_seconds,
    gpuSeconds: sum.gpu_seconds,
    elapsedSeconds: sum.elapsed_seconds,
    failedJobs: sum.failed_jobs,
    cancelledJobs: sum.cancelled_jobs,
    waitSeconds: sum.wait_seconds,
  };
}

/** The part of a cluster's cursor that says what was read. */
export function cursorOf(root: string, cluster: TestCluster): { backfill_start: number; covered_until: number } {
  return JSON.parse(readFileSync(join(root, 'clusters', cluster, 'state/poll_cursor.json'), 'utf8'));
}

/** What a root holds beside what SQL says of the time it covers; `lost` and `doubled` are jobs. */
export type Comparison = {
  readonly counted: Map<string, SqlTotals>;
  readonly bySql: Map<string, SqlTotals>;
  readonly jobs: number;
  readonly lost: number;
  readonly doubled: number;
};

/** Compares a root with SQL on the accounting tables, over the time that its cursor covers; `and` narrows SQL's rows. */
export async function compareWithSql(root: string, cluster: TestCluster, and = 'true'): Promise<Comparison> {
  const { backfill_start, covered_until } = cursorOf(root, cluster);
  const bySql = totalsBySql(cluster, `j.time_end >= ${backfill_start} and j.time_end < ${covered_until} and ${and}`);
  const counted = await countedTotals(root, cluster);
  const jobs = (totals: Map<string, SqlTotals>): Record<string, number> =>
    Object.fromEntries([...totals].map(([user, one]) => [user, one.jobs]));
  const sum = Object.values(jobs(counted)).reduce((total, one) => total + one, 0);
  return { counted, bySql, jobs: sum, ...compareJobs(jobs(counted), jobs(bySql)) };
}

/** A copy of a root in a folder of its own, without the calls that were made: so that none has to be waited for. */
export function copyOf(root: string): string {
  const copy = join(emptyFolder(), 'root');
  execFileSync('cp', ['-r', root, copy]);
  for (const path of readdirSync(copy, { recursive: true, encoding: 'utf8' })) {
    if (path.endsWith('/rate.json')) rmSync(join(copy, path));
  }
  return copy;
}
