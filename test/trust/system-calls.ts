import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type RealRoot, run } from './real-root.ts';

/** The system calls that change names, and those that flush files and folders. Source: strace(1), fault injection. */
export const NAMES = 'mkdir,link,rename,unlink,rmdir,?mkdirat,?linkat,?renameat,?renameat2,?unlinkat';
export const FLUSHES = 'fsync,fdatasync';
export const CHANGES = `${NAMES},${FLUSHES},fchmod,chmod`;

/**
 * Words in front of a program that do something to its n-th call of a kind; strace counts for each thread. Its quicker
 * way (--seccomp-bpf) would send no signals.
 */
export function inject(calls: string, what: string, trace = '/dev/null'): string[] {
  return ['strace', '-f', '-qqq', '-o', trace, '-e', `trace=${calls}`, '-e', `inject=${calls}:${what}`];
}

/** How often the thread that does the most calls of a kind does them. */
export async function countCalls(place: RealRoot, args: readonly string[], calls: string): Promise<number> {
  const trace = join(place.folder, 'trace');
  const { code, err } = await run(place, args, [
    'strace',
    '-f',
    '-qqq',
    '--seccomp-bpf',
    '-o',
    trace,
    '-e',
    `trace=${calls}`,
  ]);
  if (code !== 0) throw new Error(`exit ${code}: ${err}`);
  const byThread = new Map<string, number>();
  for (const line of readFileSync(trace, 'utf8').split('\n')) {
    const [, thread] = /^(\d+) +[a-z0-9_]+\(/.exec(line) ?? [];
    if (thread !== undefined) byThread.set(thread, (byThread.get(thread) ?? 0) + 1);
  }
  return Math.max(...byThread.values());
}
