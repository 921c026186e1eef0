import { WORK_NAMES, type Work } from './work.ts';

/** A call that ended well: the first argument's file (by strace -y), or null, and what it returned. */
type Call = { readonly name: string; readonly text: string; readonly result: number };

const OPENS = new Set(['open', 'openat', 'openat2', 'creat']);
const FLUSHES = new Set(['fsync', 'fdatasync']);
const READS = new Set(['read', 'pread64', 'readv', 'preadv', 'preadv2']);
const WRITES = new Set(['write', 'pwrite64', 'writev', 'pwritev', 'pwritev2']);
const FORKS = new Set(['fork', 'vfork', 'clone', 'clone3']);

/** All system calls that are counted, for `strace -e trace=`; those that a machine does not have are left out. */
export const COUNTED_CALLS = [OPENS, FLUSHES, READS, WRITES, FORKS].flatMap((names) =>
  [...names].map((name) => `?${name}`),
);

/** The work in what `strace -f -y -o` wrote. Files only: pipes, terminals and the kernel's own are left out. */
export function countWork(trace: string): Work {
  const work = {
    ...(Object.fromEntries(WORK_NAMES.map((name) => [name, 0])) as Record<keyof Work, number>),
    processes: 1,
  };
  for (const { name, text, result } of callsOf(trace)) {
    if (OPENS.has(name)) work['files opened'] += isOnDisk(openedPath(text)) ? 1 : 0;
    else if (FLUSHES.has(name)) work.flushes += 1;
    else if (FORKS.has(name)) work.processes += text.includes('CLONE_THREAD') ? 0 : 1;
    else if (isOnDisk(/^\d+<([^>]*)>/.exec(text)?.[1] ?? ''))
      work[READS.has(name) ? 'bytes read' : 'bytes written'] += result;
  }
  return work;
}

/** The opened file is behind the number that the call returned: `= 17</path>`. */
function openedPath(text: string): string {
  return / = \d+<([^>]*)>/.exec(text)?.[1] ?? '';
}

function isOnDisk(path: string): boolean {
  return path.startsWith('/') && !/^\/(?:proc|sys|dev)\//.test(path);
}

/** A call that another thread interrupts takes two lines, `… <unfinished ...>` and `<... name resumed>…`: put together. */
function callsOf(trace: string): Call[] {
  const begun = new Map<string, string>();
  return trace.split('\n').flatMap((line) => {
    const [, thread = '', rest = ''] = /^(\d+) +(.*)$/.exec(line) ?? [];
    if (rest.endsWith('<unfinished ...>')) {
      begun.set(thread, rest.slice(0, -'<unfinished ...>'.length));
      return [];
    }
    const whole = rest.replace(/^<\.\.\. \w+ resumed>/, () => begun.get(thread) ?? '');
    const [, name = '', text = '', result = ''] = /^(\w+)\((.*) = (\d+(?:<.*>)?)$/.exec(whole) ?? [];
    return name === '' ? [] : [{ name, text: `${text} = ${result}`, result: Number.parseInt(result, 10) }];
  });
}
