import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type RealRoot, run } from './real-root.ts';

/** The system calls that change names, and those that flush files and folders. Source: strace(1), fault injection. */
export const NAMES = 'mkdir,link,rename,unlink,rmdir,?mkdirat,?linkat,?renameat,?renameat2,?unlinkat';
export const FLUSHES = 'fsync,fdatasync';
export const CHANGES = `${NAMES},${FLUSHES},fchmod,chmod`;

/**
 * Words in front of a program that do something to its n-th call of a name; strace counts for each thread and name. Its
 * quicker way (--seccomp-bpf) would send no signals.
 */
export function inject(calls: string, what: string, trace = '/dev/null'): string[] {
  return ['strace', '-f', '-qqq', '-o', trace, '-e', `trace=${calls}`, '-e', `inject=${calls}:${what}`];
}

/** One system call of a run: the n-th of its name, from 1 on. */
export type Call = { readonly name: string; readonly at: number };

/** The calls of these names that a command makes below the place's folder, in their order. */
export async function callsOf(place: RealRoot, args: readonly string[], calls: string): Promise<Call[]> {
  const trace = join(place.folder, 'trace');
  const words = ['strace', '-f', '-qqq', '--seccomp-bpf', '-o', trace, '-e', `trace=${calls}`];
  const { code, err } = await run(place, args, words);
  if (code !== 0) throw new Error(`exit ${code}: ${err}`);
  const counts = new Map<string, number>();
  const found: Call[] = [];
  for (const line of readFileSync(trace, 'utf8').split('\n')) {
    const [, thread, name] = /^(\d+) +([a-z0-9_]+)\(/.exec(line) ?? [];
    if (name === undefined) continue;
    const at = (counts.get(`${thread} ${name}`) ?? 0) + 1;
    counts.set(`${thread} ${name}`, at);
    // Of two threads' n-th calls of a name the first is hit.
    if (!found.some((call) => call.name === name && call.at === at)) found.push({ name, at });
  }
  return found;
}
