import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Bench, BenchRow } from './bench.ts';
import { spreadOf } from './spread.ts';

const REACH = 15;

/** The count hardly varies; a few runs show that. */
const RUNS = 3;

const SUBJECTS = [
  { id: 'B10', args: ['--version'] },
  { id: '', args: ['--help'] },
  { id: '', args: ['config', 'show'] },
];

/** B10: files opened by the launcher and all that it starts, beyond those of Node with an empty program. */
export const openedFiles: Bench = async ({ prefix, folder }) => {
  const home = join(folder, 'home');
  mkdirSync(home, { recursive: true });
  const count = (file: string, args: readonly string[]) => {
    // Once before, so that the compile cache is there.
    const counts = Array.from({ length: RUNS + 1 }, () => countOpens([file, ...args], { folder, home })).slice(1);
    return { opened: spreadOf(counts.map((one) => one.opened)), failed: spreadOf(counts.map((one) => one.failed)) };
  };
  const bare = count(join(prefix, 'lib/node'), ['-e', '0']);
  return SUBJECTS.map(({ id, args }): BenchRow => {
    const { opened, failed } = count(join(prefix, 'bin/slurm-sb'), args);
    const beyond = opened.median - bare.opened.median;
    return {
      id,
      what: `slurm-sb ${args.join(' ')}: files opened (tries that failed: ${failed.median}, of node ${bare.failed.median})`,
      result: `+${beyond}`,
      reach: id === '' ? null : { text: `<= +${REACH}`, isReached: beyond <= REACH },
      unit: 'files',
      own: opened,
      yardstick: { what: 'node -e 0', ...bare.opened },
      runs: RUNS,
    };
  });
};

type Opens = { readonly opened: number; readonly failed: number };

function countOpens(command: readonly string[], { folder, home }: { folder: string; home: string }): Opens {
  const trace = join(folder, 'trace');
  const options = ['-f', '-qq', '-e', 'trace=open,openat,openat2,creat', '-e', 'signal=none', '-o', trace];
  const env = { PATH: process.env.PATH ?? '', HOME: home };
  const { status, error } = spawnSync('strace', [...options, ...command], { env, stdio: 'ignore' });
  if (status !== 0) throw new Error(`strace ${command.join(' ')} ended with ${status ?? error?.message}`);
  // A call that another thread interrupts takes two lines; only the second one has its result.
  const ended = readFileSync(trace, 'utf8')
    .split('\n')
    .filter((line) => / = -?\d+/.test(line));
  const failed = ended.filter((line) => / = -1 /.test(line)).length;
  return { opened: ended.length - failed, failed };
}
