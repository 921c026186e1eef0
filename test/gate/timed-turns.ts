import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { spreadOf } from '../../bench/spread.ts';
import { type Command, runCommand } from './trace-command.ts';

/** Medians of seconds: by the clock, and of the processors in the programs themselves (all threads together). */
export type Seconds = { readonly wall: number; readonly user: number };

/** A command to be timed; what `before` does is not. */
export type TimedCommand = Command & { readonly before?: () => void };

/**
 * Runs commands in turns, so that whatever else the machine does meets all of them, with time(1) of GNU; a first round
 * is not counted. `folder` takes what it reports.
 */
export function timedTurns(commands: readonly TimedCommand[], runs: number, folder: string): Seconds[] {
  const times = commands.map((): { wall: number[]; user: number[] } => ({ wall: [], user: [] }));
  const report = join(folder, 'seconds');
  for (let round = 0; round <= runs; round += 1) {
    for (const [index, { words, env, before }] of commands.entries()) {
      before?.();
      runCommand({ words: ['time', '-o', report, '-f', '%e %U', ...words], env });
      const [wall = Number.NaN, user = Number.NaN] = readFileSync(report, 'utf8').split(' ').map(Number);
      if (round === 0) continue;
      times[index]?.wall.push(wall);
      times[index]?.user.push(user);
    }
  }
  return times.map(({ wall, user }) => ({ wall: spreadOf(wall).median, user: spreadOf(user).median }));
}
