import { join } from 'node:path';
import type { Bench, BenchRow } from './bench.ts';
import { type Backfilled, backfillMonth, plainCallMs, realMonth, unmeasured } from './real-slurm.ts';
import { spreadOf } from './spread.ts';
import { cpuRow } from './tick-cpu.ts';

const REACH = 1.05;
/** A million jobs take accounting some minutes. */
const MOST_RUNS = 2;
const MOST_TICKS = 5;

/**
 * B3: `slurm-sb backfill` of a month in real accounting, faster than its rate limit would slow it down, against plain
 * calls of sacct for the very same slices. Each run's own calls are repeated after it.
 */
export const backfill: Bench = async (place) => {
  const month = realMonth(place);
  if (month === null) return [unmeasured('B3', 'slurm-sb backfill', `<= ${REACH} x`)];
  const rounds = Array.from({ length: Math.min(place.runs, MOST_RUNS) }, () => {
    const own = backfillMonth(place, month);
    const answered = own.calls.filter(({ exitCode }) => exitCode === 0);
    return { own, plainMs: answered.reduce((sum, { args }) => sum + plainCallMs(args, month), 0) };
  });
  const jobs = (rounds[0]?.own.jobs ?? 0).toLocaleString('en-US');
  const tick = [join(place.prefix, 'bin/slurm-sb'), 'poll', '--cluster', 'hammer', '--root', month.root];
  const quiet = {
    what: `quiet tick, ${jobs} jobs of real accounting counted`,
    tick,
    env: month.env,
    node: join(place.prefix, 'lib/node'),
    folder: place.folder,
    runs: Math.min(place.runs, MOST_TICKS),
  };
  return [ratioRow(rounds, jobs), betweenRow(rounds.map((round) => round.own)), cpuRow(quiet)];
};

function ratioRow(rounds: readonly { readonly own: Backfilled; readonly plainMs: number }[], jobs: string): BenchRow {
  const own = spreadOf(rounds.map((round) => round.own.ms));
  const plain = spreadOf(rounds.map((round) => round.plainMs));
  const ratio = own.median / plain.median;
  const calls = rounds[0]?.own.calls ?? [];
  const failed = calls.filter(({ exitCode }) => exitCode !== 0).length;
  return {
    id: 'B3',
    what: `slurm-sb backfill, ${jobs} jobs, ${calls.length} calls (${failed} failed)`,
    result: `${ratio.toFixed(3)} x`,
    reach: { text: `<= ${REACH} x`, isReached: ratio <= REACH },
    unit: 'ms',
    own,
    yardstick: { what: 'sacct > /dev/null, the same calls', ...plain },
    runs: rounds.length,
  };
}

/** What is left of the wall time without the calls: it does not hang on how fast the database is just now. */
function betweenRow(runs: readonly Backfilled[]): BenchRow {
  const inCalls = runs.map(({ calls }) => calls.reduce((sum, { seconds }) => sum + seconds * 1000, 0));
  const own = spreadOf(runs.map(({ ms }, run) => ms - (inCalls[run] ?? 0)));
  const calls = spreadOf(inCalls);
  return {
    id: '',
    what: 'slurm-sb backfill: before, between and after its calls',
    result: `${((100 * own.median) / calls.median).toFixed(2)} %`,
    reach: null,
    unit: 'ms',
    own,
    yardstick: { what: 'in its calls of sacct', ...calls },
    runs: runs.length,
  };
}
