import { join } from 'node:path';
import type { Bench } from './bench.ts';
import { writeBoardRoot } from './board-root.ts';
import { needPty, openPty } from './pty.ts';
import { spreadOf } from './spread.ts';

const USERS = 500;
const REACH = { ratio: 3, ms: 250 };

/** B6: from the start of slurm-sb-tui to its first frame with data, against an empty program on such a terminal. */
export const tuiFirstFrame: Bench = async ({ prefix, folder, runs }) => {
  needPty();
  const root = join(folder, 'root');
  writeBoardRoot(root, USERS);
  const env = { PATH: process.env.PATH ?? '', HOME: folder };
  const empty: number[] = [];
  const frames: number[] = [];
  for (let round = 0; round <= runs; round += 1) {
    const times = [await emptyTime(join(prefix, 'lib/node'), env), await frameTime(prefix, root, env)] as const;
    // The first round fills caches.
    if (round === 0) continue;
    empty.push(times[0]);
    frames.push(times[1]);
  }
  const [bare, own] = [spreadOf(empty), spreadOf(frames)];
  const ratio = own.median / bare.median;
  return [
    {
      id: 'B6',
      what: `slurm-sb-tui, first frame with ${USERS} users`,
      result: `${ratio.toFixed(2)} x`,
      reach: {
        text: `<= ${REACH.ratio} x, < ${REACH.ms} ms`,
        isReached: ratio <= REACH.ratio && own.median < REACH.ms,
      },
      unit: 'ms',
      own,
      yardstick: { what: 'node -e 0, also on a terminal', ...bare },
      runs,
    },
  ];
};

async function emptyTime(node: string, env: Readonly<Record<string, string>>): Promise<number> {
  const start = performance.now();
  return (await openPty(`${node} -e 0`, env).ended) - start;
}

async function frameTime(prefix: string, root: string, env: Readonly<Record<string, string>>): Promise<number> {
  const start = performance.now();
  const pty = openPty(`${join(prefix, 'bin/slurm-sb-tui')} --root ${root}`, env);
  const shown = await pty.until('user00001');
  await pty.until('\u001b[?2026l');
  pty.write('q');
  await pty.ended;
  return shown - start;
}
