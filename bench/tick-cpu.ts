import type { BenchRow } from './bench.ts';
import { ownCpuMs } from './own-cpu.ts';
import { spreadOf } from './spread.ts';

const REACH_MS = 150;

/** What is measured: a tick, as a command line. */
export type QuietTick = {
  readonly what: string;
  readonly tick: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly node: string;
  readonly folder: string;
  readonly runs: number;
};

/** Processor time of ticks and of an empty program, in turns. */
export function cpuRow({ what, tick, env, node, folder, runs }: QuietTick): BenchRow {
  const own: number[] = [];
  const empty: number[] = [];
  for (let round = 0; round <= runs; round += 1) {
    const times = [ownCpuMs(tick, env, folder), ownCpuMs([node, '-e', '0'], env, folder)] as const;
    // The first round fills caches.
    if (round === 0) continue;
    own.push(times[0]);
    empty.push(times[1]);
  }
  const [mine, bare] = [spreadOf(own), spreadOf(empty)];
  return {
    id: '',
    what: `${what}: processor time without what it starts`,
    result: `${mine.median.toFixed(0)} ms, ${(mine.median / bare.median).toFixed(1)} x`,
    reach: { text: `< ${REACH_MS} ms`, isReached: mine.median < REACH_MS },
    unit: 'ms',
    own: mine,
    yardstick: { what: 'node -e 0', ...bare },
    runs,
  };
}
