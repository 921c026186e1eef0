import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Bench, BenchRow } from './bench.ts';
import { writeBoardRoot } from './board-root.ts';
import { cpuSeconds } from './cpu-seconds.ts';
import { needPty, openPty } from './pty.ts';
import { spreadOf } from './spread.ts';

const USERS = 500;
const IDLE_SECONDS = 60;

/** What is to be reached: percent of a core. */
const MOST_PERCENT = 1;

/** A screen that nobody touches while its files stay as they are: what it writes, and what it takes of a core. */
export const tuiIdle: Bench = async ({ prefix, folder }) => {
  needPty();
  const root = join(folder, 'root');
  writeBoardRoot(root, USERS);
  const pty = openPty(`${join(prefix, 'bin/slurm-sb-tui')} --root ${root}`, {
    PATH: process.env.PATH ?? '',
    HOME: folder,
  });
  await pty.until('user00001');
  await sleep(3000);
  const pid = pidOf(root);
  pty.takeBytes();
  const before = cpuSeconds(pid);
  await sleep(IDLE_SECONDS * 1000);
  const percent = ((cpuSeconds(pid) - before) / IDLE_SECONDS) * 100;
  const bytes = pty.takeBytes();
  pty.write('q');
  await pty.ended;
  return [
    row('of a core', '%', {
      value: percent,
      digits: 2,
      reach: `< ${MOST_PERCENT} %`,
      isReached: percent < MOST_PERCENT,
    }),
    row('bytes written: age and time of day', 'bytes', { value: bytes, digits: 0, reach: null, isReached: true }),
  ];
};

type Measured = {
  readonly value: number;
  readonly digits: number;
  readonly reach: string | null;
  readonly isReached: boolean;
};

function row(what: string, unit: string, { value, digits, reach, isReached }: Measured): BenchRow {
  return {
    id: '',
    what: `slurm-sb-tui, ${IDLE_SECONDS} s without a key: ${what}`,
    result: `${value.toFixed(digits)} ${unit}`,
    reach: reach === null ? null : { text: reach, isReached },
    unit,
    own: spreadOf([value]),
    yardstick: null,
    runs: 1,
  };
}

/** The viewer on a root. */
function pidOf(root: string): number {
  const { stdout } = spawnSync('pgrep', ['-f', `slurm-sb-tui\\.js.*${root}`], { encoding: 'utf8' });
  const pid = Number(stdout.trim().split('\n')[0]);
  if (!(pid > 0)) throw new Error(`no viewer runs on ${root}`);
  return pid;
}
