import { spawnSync } from 'node:child_process';
import { performance } from 'node:perf_hooks';
import type { Spread } from './bench.ts';
import { spreadOf } from './spread.ts';

/** A program to be measured. */
export type TimedCommand = {
  readonly file: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  /** Done before each run; its time does not count. */
  readonly before?: () => void;
};

/**
 * Wall times in milliseconds of commands that must end with 0. They take turns, so that whatever else the machine does
 * meets all of them; a first round is not counted, as it fills caches.
 */
export function runForTime(commands: readonly TimedCommand[], runs: number): Spread[] {
  const times: number[][] = commands.map(() => []);
  for (let round = 0; round <= runs; round += 1) {
    commands.forEach((command, index) => {
      const taken = timeOnce(command);
      if (round > 0) times[index]?.push(taken);
    });
  }
  return times.map(spreadOf);
}

function timeOnce({ file, args, env, before }: TimedCommand): number {
  before?.();
  const start = performance.now();
  const { status, error } = spawnSync(file, args, { env, stdio: ['ignore', 'ignore', 'inherit'] });
  const taken = performance.now() - start;
  if (status !== 0) throw new Error(`${[file, ...args].join(' ')} ended with ${status ?? error?.message}`);
  return taken;
}
