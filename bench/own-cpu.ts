import { spawnSync } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';

const HOOK = join(import.meta.dirname, 'own-cpu.cjs');

/**
 * Milliseconds of processor time, user and system, that a Node program takes itself: all of its threads, not what it
 * starts. A launcher before it counts as nothing when it is replaced by Node. Throws when the program fails.
 */
export function ownCpuMs(
  [file = '', ...args]: readonly string[],
  env: Readonly<Record<string, string>>,
  folder: string,
): number {
  const report = join(folder, 'own-cpu');
  const hooked = { ...env, NODE_OPTIONS: `--require ${HOOK}`, BENCH_CPU_FILE: report };
  const { status, error } = spawnSync(file, args, { env: hooked, stdio: ['ignore', 'ignore', 'inherit'] });
  if (status !== 0) throw new Error(`${[file, ...args].join(' ')} ended with ${status ?? error?.message}`);
  const lines = readFileSync(report, 'utf8').trim().split('\n');
  rmSync(report);
  if (lines.length !== 1) throw new Error(`${lines.length} Node programs took part, not one`);
  return Number(lines[0]) / 1000;
}
