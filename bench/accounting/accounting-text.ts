import { addMonths, DAY_SECONDS, type Month, monthStart } from '../../src/domain/calendar.ts';
import { CLUSTER_TASTES } from '../../src/scoreboard/demo/cluster-taste.ts';
import { runsOnDay } from '../../src/scoreboard/demo/day-rhythm.ts';
import { runsByDay } from '../../src/scoreboard/demo/day-runs.ts';
import { rowPrinter } from '../../src/scoreboard/demo/print-rows.ts';
import { rowsAt } from '../../src/scoreboard/demo/rows-at.ts';
import { type ColumnContext, SACCT_COLUMNS, type SacctColumn } from '../../src/scoreboard/demo/sacct-columns.ts';
import type { SyntheticCluster } from '../../src/scoreboard/demo/synthetic-cluster.ts';
import { ALL_COLUMNS } from '../../src/scoreboard/sacct/columns.ts';
import { activeUsers } from './active-users.ts';

/** Which accounting is wanted. */
export type AccountingShape = {
  /** Ended runs, all of one month. */
  readonly jobs: number;
  /** People with jobs on the cluster; their numbers of jobs follow Zipf's law. */
  readonly users: number;
  /** Share of them that may have jobs on a day, see activeUsers; everybody when not given. */
  readonly activeShare?: number;
  /** Clusters of one seed share most of their people; `bench` when not given. */
  readonly cluster?: string;
  readonly seed: number;
  /** Steps of each run: all that a cluster with PrologFlags=Contain has, only the first, or none (`sacct -X`). */
  readonly steps: 'all' | 'one' | 'none';
  readonly month: string;
};

/** A cluster with GPUs whose accounting names their type, so that AllocTRES is as long as it gets. */
const TASTE = 'learning';
const PIECE_CHARS = 64 * 1024;
/** Months differ in their number of runs: so many more are drawn that each holds as many as are wanted. */
const SPARE = 1.15;

/**
 * The rows of a month in the order of End's day and Submit, in pieces. The rows are the demo's, which were modelled on
 * real output of Slurm 22.05 and 26.05: arrays, het jobs, requeued, cancelled before start, lost samples.
 */
export function* accountingText(shape: AccountingShape): Generator<string> {
  const { jobs, users, activeShare = 1, cluster: name = 'bench', seed, steps, month } = shape;
  const from = monthStart(month as Month);
  const until = monthStart(addMonths(month as Month, 1));
  const cluster: SyntheticCluster = {
    name,
    taste: TASTE,
    seed,
    users,
    jobsPerDay: Math.ceil((jobs * SPARE * DAY_SECONDS) / (until - from)),
    fromSeconds: from,
    nowSeconds: until,
  };
  const dayRuns = runsByDay(cluster, activeUsers(cluster, activeShare));
  const print = rowPrinter(
    ALL_COLUMNS.map(columnNamed),
    { kind: 'parsable2', delimiter: '|', header: false },
    contextOf(name),
  );
  const quotas = dayQuotas(cluster, jobs);
  let piece = '';
  for (const [index, quota] of quotas.entries()) {
    const runs = dayRuns(from / DAY_SECONDS + index);
    if (runs.length < quota) throw new Error(`day ${index + 1} of ${month} has ${runs.length} runs, not ${quota}`);
    for (const run of runs.slice(0, quota)) {
      const rows = rowsAt(run, until + DAY_SECONDS, steps !== 'none');
      for (const row of steps === 'one' ? rows.slice(0, 2) : rows) piece += print(row);
      if (piece.length < PIECE_CHARS) continue;
      yield piece;
      piece = '';
    }
  }
  yield piece;
}

/** How many of each day's runs are taken, so that they are as many as are wanted and the rhythm of the week stays. */
function dayQuotas(cluster: SyntheticCluster, jobs: number): number[] {
  const { fromSeconds, nowSeconds } = cluster;
  const days = ((nowSeconds ?? fromSeconds) - fromSeconds) / DAY_SECONDS;
  const runs = Array.from({ length: days }, (_, index) => runsOnDay(cluster, fromSeconds / DAY_SECONDS + index));
  const all = runs.reduce((sum, one) => sum + one, 0);
  let passed = 0;
  return runs.map((one) => {
    const before = Math.round((jobs * passed) / all);
    passed += one;
    return Math.round((jobs * passed) / all) - before;
  });
}

function contextOf(cluster: string): ColumnContext {
  return { cluster, gpuType: CLUSTER_TASTES[TASTE].gpu.type, timeText: String };
}

function columnNamed(name: string): SacctColumn {
  const column = SACCT_COLUMNS.find((one) => one.name === name);
  if (column === undefined) throw new Error(`the demo has no column ${name}`);
  return column;
}
