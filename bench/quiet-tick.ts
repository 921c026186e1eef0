import { appendFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { addMonths, monthOf, monthStart } from '../src/domain/calendar.ts';
import type { Bench, BenchPlace, BenchRow } from './bench.ts';
import { type FileWork, traceFiles } from './file-work.ts';
import { mustRun, writeRows } from './ingest.ts';
import { spreadOf } from './spread.ts';
import { cpuRow } from './tick-cpu.ts';

const JOBS = 1_000_000;
/** The counts hardly vary; a few ticks show that. */
const TRACED_TICKS = 3;
const FAKES = join(import.meta.dirname, '../fixtures/bin');

/**
 * A tick that finds nothing new on a cluster of which 1,000,000 jobs are counted: processor time of slurm-sb alone,
 * without sacct and whatever else it starts, and what it does to files. Its sacct is a program that has no rows to tell.
 */
export const quietTick: Bench = async (place) => {
  const { prefix, folder, runs } = place;
  const root = join(folder, 'root');
  const env = await caughtUp(place, root);
  const tick = [join(prefix, 'bin/slurm-sb'), 'poll', '--cluster', 'hammer', '--root', root];
  const what = `quiet tick, ${JOBS.toLocaleString('en-US')} jobs counted`;
  // Both the program and all that it reads and writes lie in it.
  const within = dirname(prefix);
  const traced = Array.from({ length: TRACED_TICKS }, () => traceFiles(tick, { env, folder, within }));
  return [cpuRow({ what, tick, env, node: join(prefix, 'lib/node'), folder, runs }), ...fileRows(what, traced)];
};

function fileRows(what: string, traced: readonly FileWork[]): BenchRow[] {
  const row = (kind: keyof FileWork, name: string, unit: string): BenchRow => {
    const own = spreadOf(traced.map((one) => one[kind]));
    const result = `${own.median.toLocaleString('en-US')} ${unit}`;
    return { id: '', what: `${what}: ${name}`, result, reach: null, unit, own, yardstick: null, runs: traced.length };
  };
  return [
    row('opened', 'files of program and root opened', 'files'),
    row('bytes', 'written', 'bytes'),
    row('flushed', 'files and folders flushed', 'flushes'),
  ];
}

/** Makes a root with the last whole month, polled up to now; the environment for ticks on it. */
async function caughtUp({ prefix, folder }: BenchPlace, root: string): Promise<Record<string, string>> {
  const month = addMonths(monthOf(Date.now() / 1000), -1);
  const homes = join(folder, 'homes');
  mkdirSync(homes);
  const env = {
    PATH: process.env.PATH ?? '',
    HOME: folder,
    SLURM_SB_SACCT_PATH: join(FAKES, 'sacct-replay'),
    SLURM_SB_SCONTROL_PATH: join(FAKES, 'scontrol-hammer'),
    SLURM_SB_HOME_FOLDER: homes,
    SLURM_SB_BACKFILL_START: new Date(monthStart(month) * 1000).toISOString().slice(0, 10),
    SLURM_SB_RATE_LIMIT_PER_MIN: '600',
  };
  const slurmSb = join(prefix, 'bin/slurm-sb');
  const place = ['--cluster', 'hammer', '--root', root];
  const rows = join(folder, 'month.psv');
  writeRows(rows, { jobs: JOBS, month });
  mustRun(slurmSb, ['init', ...place], env);
  appendFileSync(join(root, 'config/config.yaml'), `\nhome_root: ${homes}\n`);
  mustRun(slurmSb, ['ingest', ...place, rows], env);
  // What sacct-replay answers from.
  writeFileSync(join(folder, 'rows.psv'), '');
  // The second one finds nothing that is due once a day.
  for (const _ of ['all', 'rest']) mustRun(slurmSb, ['poll', ...place], env);
  return env;
}
