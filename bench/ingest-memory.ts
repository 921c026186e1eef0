import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Bench, BenchRow } from './bench.ts';
import { mustRun, writeRows } from './ingest.ts';
import { spreadOf } from './spread.ts';

/** With a step each, so twice as many rows. */
const FEW_JOBS = 50_000;
const MANY_JOBS = 5_000_000;
const REACH = 1.3;
const MOST_MB = 150;
const MOST_RUNS = 3;

/** B4: greatest resident memory of the ingest of 10,000,000 rows against that of 100,000; `time` of GNU measures it. */
export const ingestMemory: Bench = async ({ prefix, folder, runs: wanted }) => {
  const runs = Math.min(wanted, MOST_RUNS);
  const measure = (jobs: number) => {
    const file = join(folder, 'rows.psv');
    writeRows(file, { jobs });
    const peaks = Array.from({ length: runs }, () => peakMb(prefix, folder, file));
    rmSync(file);
    return spreadOf(peaks);
  };
  const few = measure(FEW_JOBS);
  const many = measure(MANY_JOBS);
  const ratio = many.median / few.median;
  const isReached = ratio <= REACH && many.median <= MOST_MB;
  return [
    {
      id: 'B4',
      what: 'slurm-sb ingest of 10,000,000 rows: greatest memory',
      result: `${ratio.toFixed(2)} x, ${Math.round(many.median)} MB`,
      reach: { text: `<= ${REACH} x, <= ${MOST_MB} MB`, isReached },
      unit: 'MB',
      own: many,
      yardstick: { what: 'of 100,000 rows', ...few },
      runs,
    } satisfies BenchRow,
  ];
};

function peakMb(prefix: string, folder: string, file: string): number {
  const root = join(folder, 'root');
  const env = { PATH: process.env.PATH ?? '', HOME: folder };
  const slurmSb = join(prefix, 'bin/slurm-sb');
  mkdirSync(root, { recursive: true });
  mustRun(slurmSb, ['init', '--root', root, '--cluster', 'bench'], env);
  const report = join(folder, 'peak');
  const ingest = [slurmSb, 'ingest', '--cluster', 'bench', '--root', root, file];
  const { status } = spawnSync('time', ['-f', '%M', '-o', report, ...ingest], { env, stdio: 'ignore' });
  if (status !== 0) throw new Error(`ingest ended with ${status}`);
  rmSync(root, { recursive: true });
  return Number(readFileSync(report, 'utf8')) / 1000;
}
