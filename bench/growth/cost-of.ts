import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { mustRun } from '../ingest.ts';
import type { TimedCommand } from '../run-for-time.ts';
import { spreadOf } from '../spread.ts';
import type { CostAt } from './series.ts';

/** Runs a command that must end with 0 under time(1) of GNU; a first run, which fills caches, does not count. */
export function costAt(x: number, { file, args, env, before }: TimedCommand, place: CostPlace): CostAt {
  const report = join(place.folder, 'cost');
  const costs = Array.from({ length: place.runs + 1 }, () => {
    before?.();
    mustRun('time', ['-o', report, '-f', '%e %U %S %M', file, ...args], env);
    const [wall = 0, user = 0, system = 0, kilobytes = 0] = readFileSync(report, 'utf8').split(' ').map(Number);
    return { wall, cpu: user + system, memory: (kilobytes * 1024) / 1e6 };
  }).slice(1);
  process.stderr.write(`  ${x}\n`);
  return {
    x,
    wall: spreadOf(costs.map((cost) => cost.wall)),
    cpu: spreadOf(costs.map((cost) => cost.cpu)),
    memory: spreadOf(costs.map((cost) => cost.memory)),
  };
}

/** Where measurements leave their reports, and how often each is made. */
export type CostPlace = { readonly folder: string; readonly runs: number };
