import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Bench, BenchRow } from './bench.ts';
import { runForTime } from './run-for-time.ts';

const REACH = 1.3;

const SUBJECTS = [
  { id: 'B5', args: ['--version'], cached: true },
  { id: '', args: ['--help'], cached: true },
  { id: '', args: ['config', 'show'], cached: true },
  { id: '', args: ['config', 'show'], cached: false },
];

/** B5: how long commands take that do next to nothing, against the same Node with an empty program. */
export const startUp: Bench = async ({ prefix, folder, runs }) => {
  const home = join(folder, 'home');
  mkdirSync(home, { recursive: true });
  const env = { PATH: process.env.PATH ?? '', HOME: home };
  const empty = { file: join(prefix, 'lib/node'), args: ['-e', '0'], env };
  const commands = SUBJECTS.map(({ args, cached }) => ({
    file: join(prefix, 'bin/slurm-sb'),
    args,
    env: cached ? env : { ...env, NODE_DISABLE_COMPILE_CACHE: '1' },
  }));
  const [bare, ...spreads] = runForTime([empty, ...commands], runs);
  if (bare === undefined) return [];
  return spreads.map((own, index): BenchRow => {
    const { id, args, cached } = SUBJECTS[index]!;
    const ratio = own.median / bare.median;
    return {
      id,
      what: `slurm-sb ${args.join(' ')}${cached ? '' : ', compile cache off'}`,
      result: `${ratio.toFixed(2)} x`,
      reach: id === '' ? null : { text: `<= ${REACH} x`, isReached: ratio <= REACH },
      unit: 'ms',
      own,
      yardstick: { what: 'node -e 0', ...bare },
      runs,
    };
  });
};
