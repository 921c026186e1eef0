import { cpSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { BenchPlace } from '../bench.ts';
import { mustRun, writeRows } from '../ingest.ts';
import { costAt } from './cost-of.ts';
import type { Series } from './series.ts';

const ROWS = [10_000, 30_000, 100_000, 300_000, 1_000_000, 3_000_000];
/** Measured too where SLURM_SB_BENCH_FULL is set. */
const MOST_ROWS = 10_000_000;
const USERS = [100, 1000, 2000, 5000, 10_000, 20_000];
const USUAL = { rows: 300_000, users: 2000 };

/** The cost of an ingest by the rows of its file. */
export function rowsSeries(place: BenchPlace): Series {
  const isFull = (process.env.SLURM_SB_BENCH_FULL ?? '') !== '';
  return {
    name: 'growth-rows',
    title: 'slurm-sb ingest, by rows',
    note: '2,000 users, a step for each job',
    xTitle: 'rows',
    points: [...ROWS, ...(isFull ? [MOST_ROWS] : [])].map((rows) => ingestCost(place, { ...USUAL, rows }, rows)),
  };
}

/** The cost of an ingest by the users it met: of many that are drawn from, some have no job. */
export function usersSeries(place: BenchPlace): Series {
  return {
    name: 'growth-users',
    title: 'slurm-sb ingest, by users',
    note: '300,000 rows, a step for each job',
    xTitle: 'users',
    points: USERS.map((users) => {
      const cost = ingestCost(place, { ...USUAL, users }, users);
      return { ...cost, x: readdirSync(join(place.folder, 'root/clusters/bench/agg/users')).length };
    }),
  };
}

function ingestCost({ prefix, folder, runs }: BenchPlace, { rows, users }: typeof USUAL, x: number) {
  const [file, fresh, root] = ['rows.psv', 'fresh', 'root'].map((name) => join(folder, name)) as [
    string,
    string,
    string,
  ];
  const env = { PATH: process.env.PATH ?? '', HOME: folder };
  const slurmSb = join(prefix, 'bin/slurm-sb');
  writeRows(file, { jobs: rows / 2, users });
  rmSync(fresh, { recursive: true, force: true });
  mustRun(slurmSb, ['init', '--root', fresh, '--cluster', 'bench'], env);
  const before = (): void => {
    rmSync(root, { recursive: true, force: true });
    cpSync(fresh, root, { recursive: true, preserveTimestamps: true });
  };
  const args = ['ingest', '--cluster', 'bench', '--root', root, file];
  return costAt(x, { file: slurmSb, args, env, before }, { folder, runs });
}
