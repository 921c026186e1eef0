import { spawnSync } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { COUNTED_CALLS, countWork } from './count-work.ts';
import type { Work } from './work.ts';

/** A command and its whole environment. */
export type Command = { readonly words: readonly string[]; readonly env: Readonly<Record<string, string>> };

/** Runs a command, which must end with 0. */
export function runCommand({ words: [file = '', ...args], env }: Command): void {
  const { status, stderr, error } = spawnSync(file, args, { env, encoding: 'utf8' });
  if (status !== 0) throw new Error(`${[file, ...args].join(' ')} ended with ${status ?? error?.message}: ${stderr}`);
}

/** Runs a command, which must end with 0, and counts its work and that of all it starts; `folder` takes the trace. */
export function traceCommand({ words, env }: Command, folder: string): Work {
  const trace = join(folder, 'trace');
  const calls = ['-e', `trace=${COUNTED_CALLS.join(',')}`, '-e', 'signal=none'];
  // Lengths and paths are enough: of what is read and written no byte is noted.
  runCommand({
    words: ['strace', '-f', '-qqq', '-y', '-s', '0', '--seccomp-bpf', ...calls, '-o', trace, ...words],
    env,
  });
  const work = countWork(readFileSync(trace, 'latin1'));
  rmSync(trace);
  return work;
}
