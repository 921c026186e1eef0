import { spawnSync } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { slurmEnvironment } from '../src/platform/slurm-environment.ts';
import type { BenchPlace, BenchRow } from './bench.ts';
import { mustRun } from './ingest.ts';
import { type SacctCall, sacctCalls } from './sacct-calls.ts';

const ROOT = join(import.meta.dirname, '..');
/** In which test/slurm/million.sh puts its jobs when it is not told another; the day before is empty but for a few. */
const MONTH = '2026-09';
const START = '2026-08-31';
const USUAL_JOBS = 1_000_000;

/** The cluster hammer of test/slurm/up.sh, with a month of jobs in its accounting. */
export type RealMonth = {
  /** The folder of up.sh. */
  readonly base: string;
  /** The environment of slurm-sb. */
  readonly env: Readonly<Record<string, string>>;
  readonly root: string;
};

/** Puts the month's jobs there, unless some are; null where up.sh has not been run. */
export function realMonth({ folder, jobs = USUAL_JOBS }: BenchPlace): RealMonth | null {
  const base = process.env.SLURM_SB_TEST_BASE ?? '';
  if (base === '') return null;
  const path = process.env.PATH ?? '';
  mustRun(join(ROOT, 'test/slurm/million.sh'), [base, String(jobs)], { PATH: path, MONTH });
  const env = {
    PATH: path,
    HOME: folder,
    SLURM_CONF: join(base, 'etc/hammer/slurm.conf'),
    SLURM_SB_SACCT_PATH: join(ROOT, 'fixtures/bin/sacct-measured'),
    SLURM_SB_DISCOVERY: 'false',
    SLURM_SB_BACKFILL_START: START,
    SLURM_SB_RATE_LIMIT_PER_MIN: '600',
  };
  return { base, env, root: join(folder, 'root') };
}

/** A row for what cannot be measured without real clusters. */
export function unmeasured(id: string, what: string, reach: string | null): BenchRow {
  return {
    id,
    what,
    result: 'not measured: no real clusters (SLURM_SB_TEST_BASE is not set, see test/slurm)',
    reach: reach === null ? null : { text: reach, isReached: null },
    unit: '',
    own: null,
    yardstick: null,
    runs: 0,
  };
}

const notes = ({ env }: RealMonth): string => join(env.HOME ?? '', 'sacct-calls');

/** The calls that were made since the last backfill began. */
export function notedCalls(month: RealMonth): SacctCall[] {
  return sacctCalls(readFileSync(notes(month), 'utf8'));
}

/** A backfill of the month: its wall time, the calls that it made, and the jobs that it counted. */
export type Backfilled = { readonly ms: number; readonly calls: readonly SacctCall[]; readonly jobs: number };

/** Backfills a new root with the built program. */
export function backfillMonth({ prefix }: BenchPlace, month: RealMonth): Backfilled {
  const { env, root } = month;
  const slurmSb = join(prefix, 'bin/slurm-sb');
  const place = ['--cluster', 'hammer', '--root', root];
  for (const path of [root, notes(month)]) rmSync(path, { recursive: true, force: true });
  mustRun(slurmSb, ['init', ...place], env);
  const start = performance.now();
  const { status, stdout } = spawnSync(slurmSb, ['backfill', ...place, '--json'], {
    env,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const ms = performance.now() - start;
  if (status !== 0) throw new Error(`the backfill ended with ${status}`);
  const { jobs } = JSON.parse(stdout) as { jobs: { new: number } };
  return { ms, calls: notedCalls(month), jobs: jobs.new };
}

/** Milliseconds that a plain sacct takes for a question, its rows thrown away. Throws when it fails. */
export function plainCallMs(args: readonly string[], { env }: RealMonth): number {
  const start = performance.now();
  const { status, stderr } = spawnSync('sacct', args, {
    env: slurmEnvironment(env, null),
    stdio: ['ignore', 'ignore', 'pipe'],
    encoding: 'utf8',
  });
  if (status !== 0 || stderr.includes('error'))
    throw new Error(`sacct ${args.join(' ')} ended with ${status}: ${stderr}`);
  return performance.now() - start;
}
