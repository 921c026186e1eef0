import { spawnSync } from 'node:child_process';
import { readFileSync, realpathSync } from 'node:fs';
import { join } from 'node:path';

/** What a program did to files: how many it opened, bytes that it wrote, files and folders that it flushed. */
export type FileWork = { readonly opened: number; readonly bytes: number; readonly flushed: number };

const OPENING = ['open', 'openat', 'openat2', 'creat'];
const WRITING = ['write', 'pwrite64', 'writev', 'pwritev', 'pwritev2'];
const FLUSHING = ['fsync', 'fdatasync'];

/** Traces a command and all that it starts; only files below `within` count. Throws when the command fails. */
export function traceFiles(
  command: readonly string[],
  { env, folder, within }: { env: Readonly<Record<string, string>>; folder: string; within: string },
): FileWork {
  const trace = join(folder, 'trace');
  const calls = [...OPENING, ...WRITING, ...FLUSHING].join();
  const options = ['-f', '-qq', '-y', '-s', '0', '-e', `trace=${calls}`, '-e', 'signal=none', '-o', trace];
  const { status, error } = spawnSync('strace', [...options, ...command], { env, stdio: 'ignore' });
  if (status !== 0) throw new Error(`strace ${command.join(' ')} ended with ${status ?? error?.message}`);
  return fileWork(readFileSync(trace, 'utf8'), realpathSync(within));
}

/** Adds up the output of `strace -f -y`: descriptors are followed by their paths. Calls that failed count as nothing. */
export function fileWork(trace: string, within: string): FileWork {
  const work = { opened: 0, bytes: 0, flushed: 0 };
  for (const { name, path, result } of endedCalls(trace)) {
    if (result < 0 || !path.startsWith(`${within}/`)) continue;
    if (OPENING.includes(name)) work.opened += 1;
    if (WRITING.includes(name)) work.bytes += result;
    if (FLUSHING.includes(name)) work.flushed += 1;
  }
  return work;
}

type EndedCall = { readonly name: string; readonly path: string; readonly result: number };

function* endedCalls(trace: string): Generator<EndedCall> {
  const begun = new Map<string, string>();
  for (const line of trace.split('\n')) {
    const [, thread = '', text = ''] = /^(\d+) +(.*)$/.exec(line) ?? [];
    // A call that another thread interrupts takes two lines.
    const unfinished = /^(.*) <unfinished \.\.\.>$/.exec(text);
    if (unfinished !== null) begun.set(thread, unfinished[1] ?? '');
    const resumed = /^<\.\.\. \w+ resumed>(.*)$/.exec(text);
    const whole = resumed === null ? text : `${begun.get(thread) ?? ''}${resumed[1]}`;
    const ended = /^(\w+)\((?:\d+<([^>]*)>)?.* = (-?\d+)(?:<(.*)>)?/.exec(whole);
    if (ended === null) continue;
    const [, name = '', argument = '', result = '', opened] = ended;
    yield { name, path: opened ?? argument, result: Number(result) };
  }
}
