import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Bench, BenchRow } from './bench.ts';
import { writeBoardRoot } from './board-root.ts';
import { needPty, openPty, type Pty } from './pty.ts';
import { spreadOf } from './spread.ts';

const USERS = 10_000;
const REACH = { medianMs: 10, p95Ms: 20 };

/** Between keys, as when one is held down. */
const PAUSE_MS = 40;

/** Keys that each change the screen: steps, screens, metrics, orders, columns, help and back, a filter and back. */
const STEPS = ['\u001b[B', '\u001b[B', '\u001b[6~', '\u001b[A', '\u001b[5~', 'm', '\u001b[B', 's', '\t', 'S', '?', 'q'];
const KEYS = [...STEPS, 'f', '1', '\u007f', '\r'];

/** Rounds that are not counted: V8 compiles what is run often. */
const WARM_ROUNDS = 3;

const FRAME_END = '\u001b[?2026l';

/** B7: from a key to the end of the frame that it makes, both as the terminal sees them. */
export const tuiKeys: Bench = async ({ prefix, folder, runs }) => {
  needPty();
  const root = join(folder, 'root');
  writeBoardRoot(root, USERS);
  const env = { PATH: process.env.PATH ?? '', HOME: folder };
  const pty = openPty(`${join(prefix, 'bin/slurm-sb-tui')} --root ${root} --refresh-sec 3600`, env);
  await pty.until('user00001');
  await sleep(1500);
  const times: number[] = [];
  const steps: number[] = [];
  for (let round = 0; round < WARM_ROUNDS + runs; round += 1) {
    for (const key of KEYS) {
      const { ms, bytes } = await press(pty, key);
      if (round < WARM_ROUNDS) continue;
      times.push(ms);
      if (key === '\u001b[A') steps.push(bytes);
    }
  }
  pty.write('q');
  await pty.ended;
  return rowsOf(times, steps);
};

async function press(pty: Pty, key: string): Promise<{ ms: number; bytes: number }> {
  await sleep(PAUSE_MS);
  pty.takeBytes();
  const start = performance.now();
  const end = pty.until(FRAME_END);
  pty.write(key);
  return { ms: (await end) - start, bytes: pty.takeBytes() };
}

function rowsOf(times: readonly number[], steps: readonly number[]): BenchRow[] {
  const own = spreadOf(times);
  const p95 = times.toSorted((a, b) => a - b)[Math.floor(times.length * 0.95)] ?? own.max;
  const isReached = own.median <= REACH.medianMs && p95 <= REACH.p95Ms;
  const bytes = spreadOf(steps);
  return [
    {
      id: 'B7',
      what: `slurm-sb-tui, key to frame with ${USERS.toLocaleString('en-US')} users`,
      result: `${own.median.toFixed(1)} ms, p95 ${p95.toFixed(1)} ms`,
      reach: { text: `<= ${REACH.medianMs} ms, p95 <= ${REACH.p95Ms} ms`, isReached },
      unit: 'ms',
      own,
      yardstick: null,
      runs: times.length,
    },
    {
      id: '',
      what: 'bytes written for a step of the selection',
      result: `${bytes.median} bytes`,
      reach: null,
      unit: 'bytes',
      own: bytes,
      yardstick: null,
      runs: steps.length,
    },
  ];
}
