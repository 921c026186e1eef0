import { globSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { BenchPlace } from '../bench.ts';
import { mustRun } from '../ingest.ts';
import { costAt } from './cost-of.ts';
import type { Series } from './series.ts';

const MONTHS = [6, 12, 24, 36, 48, 60];
const CLUSTERS = [1, 2, 3, 4, 5];
const WRITER = join(import.meta.dirname, '../rollups/write-root.ts');
const UNTIL = '2026-08-25';

/** The cost of all boards from nothing by the months of history. */
export function monthsSeries(place: BenchPlace): Series {
  return {
    name: 'growth-months',
    title: 'slurm-sb leaderboards from nothing, by months',
    note: 'one cluster, 2,000 users of whom 25 % are active on a day',
    xTitle: 'months',
    points: MONTHS.map((months) => boardsCost(place, { months, clusters: 1 }, months)),
  };
}

/** The cost of all boards from nothing by the clusters. */
export function clustersSeries(place: BenchPlace): Series {
  return {
    name: 'growth-clusters',
    title: 'slurm-sb leaderboards from nothing, by clusters',
    note: '12 months, 2,000 users of whom 25 % are active on a day',
    xTitle: 'clusters',
    points: CLUSTERS.map((clusters) => boardsCost(place, { months: 12, clusters }, clusters)),
  };
}

type Size = { readonly months: number; readonly clusters: number };

function boardsCost({ prefix, folder, runs }: BenchPlace, { months, clusters }: Size, x: number) {
  const root = join(folder, 'root');
  const env = { PATH: process.env.PATH ?? '', HOME: folder };
  const slurmSb = join(prefix, 'bin/slurm-sb');
  rmSync(root, { recursive: true, force: true });
  mustRun(slurmSb, ['init', '--root', root, '--cluster', 'bench1'], env);
  const size = ['--months', String(months), '--clusters', String(clusters), '--users', '2000', '--until', UNTIL];
  mustRun(process.execPath, [WRITER, ...size, root], env);
  const made = ['leaderboards/*', 'clusters/*/leaderboards/*', 'clusters/*/state/board-sums*'];
  const before = (): void => {
    for (const path of globSync(made, { cwd: root })) rmSync(join(root, path));
  };
  const args = ['leaderboards', '--root', root, '--asof', `${UNTIL}T13:00:00Z`];
  return costAt(x, { file: slurmSb, args, env, before }, { folder, runs });
}
