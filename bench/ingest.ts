import { spawnSync } from 'node:child_process';
import { closeSync, cpSync, openSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { AccountingShape } from './accounting/accounting-text.ts';
import type { Bench, BenchRow } from './bench.ts';
import { runForTime, type TimedCommand } from './run-for-time.ts';

const JOBS = 1_000_000;
/** A run of all of them takes some ten seconds. */
const MOST_RUNS = 5;
const ROOT = join(import.meta.dirname, '..');
const GENERATOR = join(ROOT, 'bench/accounting/write-accounting.ts');

/**
 * B1, B2: `slurm-sb ingest` of a month of 1,000,000 jobs with a step each, from the start of the program to the boards,
 * against what only adds up columns of the same file: DuckDB on two threads, gawk, mawk; and against `cat`.
 */
export const ingest: Bench = async ({ prefix, folder, runs: wanted }) => {
  const runs = Math.min(wanted, MOST_RUNS);
  const file = join(folder, 'rows.psv');
  writeRows(file, { jobs: JOBS });
  const root = join(folder, 'root');
  const fresh = join(folder, 'fresh');
  const env = { PATH: process.env.PATH ?? '', HOME: folder, LC_ALL: 'C' };
  const slurmSb = join(prefix, 'bin/slurm-sb');
  mustRun(slurmSb, ['init', '--root', fresh, '--cluster', 'bench'], env);
  const own: TimedCommand = {
    file: slurmSb,
    args: ['ingest', '--cluster', 'bench', '--root', root, file],
    env,
    before: () => {
      rmSync(root, { recursive: true, force: true });
      cpSync(fresh, root, { recursive: true, preserveTimestamps: true });
    },
  };
  const yardsticks = [
    {
      id: 'B1',
      what: 'DuckDB, by user and day',
      reach: 1,
      file: process.execPath,
      args: [yardstick('duckdb-sums.ts'), file],
    },
    { id: 'B2', what: 'gawk, by user', reach: 0.8, file: 'gawk', args: ['-f', yardstick('user-sums.awk'), file] },
    { id: 'B2', what: 'mawk, by user', reach: 1, file: 'mawk', args: ['-f', yardstick('user-sums.awk'), file] },
    { id: '', what: 'cat', reach: null, file: 'cat', args: [file] },
  ];
  const [mine, ...others] = runForTime([own, ...yardsticks.map((one) => ({ ...one, env }))], runs);
  if (mine === undefined) return [];
  const size = `${Math.round(statSync(file).size / 1e6)} MB`;
  return others.map((other, index): BenchRow => {
    const { id, what, reach } = yardsticks[index]!;
    const ratio = mine.median / other.median;
    return {
      id,
      what: `slurm-sb ingest, ${JOBS.toLocaleString('en-US')} jobs, ${size}`,
      result: `${ratio.toFixed(2)} x`,
      reach: reach === null ? null : { text: `<= ${reach} x`, isReached: ratio <= reach },
      unit: 'ms',
      own: mine,
      yardstick: { what, ...other },
      runs,
    };
  });
};

const yardstick = (name: string): string => join(ROOT, 'bench/yardsticks', name);

/** Writes a month of accounting. */
export function writeRows(file: string, shape: Partial<AccountingShape> & Pick<AccountingShape, 'jobs'>): void {
  const { activeShare, ...others } = { steps: 'one', ...shape };
  const options = { ...others, ...(activeShare === undefined ? {} : { active: Math.round(activeShare * 100) }) };
  const args = Object.entries(options).flatMap(([name, value]) => [`--${name}`, String(value)]);
  const rows = openSync(file, 'w');
  const { status, error } = spawnSync(process.execPath, [GENERATOR, ...args], { stdio: ['ignore', rows, 'inherit'] });
  closeSync(rows);
  if (status !== 0) throw new Error(`the rows were not written: ${status ?? error?.message}`);
}

export function mustRun(file: string, args: readonly string[], env: Readonly<Record<string, string>>): void {
  const { status, error } = spawnSync(file, args, { env, stdio: ['ignore', 'ignore', 'inherit'] });
  if (status !== 0) throw new Error(`${[file, ...args].join(' ')} ended with ${status ?? error?.message}`);
}
