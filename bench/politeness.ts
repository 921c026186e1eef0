import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { slurmEnvironment } from '../src/platform/slurm-environment.ts';
import type { Bench, BenchRow } from './bench.ts';
import { cpuSeconds } from './cpu-seconds.ts';
import { backfillMonth, notedCalls, type RealMonth, realMonth, unmeasured } from './real-slurm.ts';
import { asOneCall, type SacctCall } from './sacct-calls.ts';
import { spreadOf } from './spread.ts';

/**
 * What a month costs accounting when it is read in slices, against one call for all of it: calls, processor time of the
 * database's daemons, seconds and memory of sacct.
 */
export const politeness: Bench = async (place) => {
  const month = realMonth(place);
  if (month === null) return [unmeasured('', 'politeness of slurm-sb backfill', null)];
  const began = daemonSeconds(month);
  const { calls, jobs } = backfillMonth(place, month);
  const sliced = daemonSeconds(month);
  // Those without steps only look for where jobs begin.
  const whole = oneCall(asOneCall(calls.filter(({ args }) => !args.includes('-X'))), month);
  const ended = daemonSeconds(month);
  const what = `backfill of ${jobs.toLocaleString('en-US')} jobs`;
  const row = (name: string, unit: string, own: readonly number[], one: number): BenchRow => ({
    id: '',
    what: `${what}: ${name}`,
    result: `${(Math.max(...own) / one).toFixed(2)} x`,
    reach: null,
    unit,
    own: spreadOf(own),
    yardstick: { what: 'one call for the month', ...spreadOf([one]) },
    runs: own.length,
  });
  const seconds = calls.map((call) => call.seconds);
  const megabytes = calls.map(({ kb }) => kb / 1000);
  return [
    row('calls of sacct', 'calls', [calls.length], 1),
    row('processor time of mariadbd and slurmdbd', 's', [sliced - began], ended - sliced),
    row('all calls', 's', [seconds.reduce((sum, one) => sum + one, 0)], whole.seconds),
    row('the longest call', 's', seconds, whole.seconds),
    row('greatest memory of sacct', 'MB', megabytes, whole.kb / 1000),
    evenness(what, seconds),
  ];
};

/** How much longer than the middle call the longest one keeps accounting busy. */
function evenness(what: string, seconds: readonly number[]): BenchRow {
  const own = spreadOf(seconds);
  return {
    id: '',
    what: `${what}: the longest call against the middle one`,
    result: `${(own.max / own.median).toFixed(2)} x`,
    reach: null,
    unit: 's',
    own,
    yardstick: null,
    runs: seconds.length,
  };
}

function daemonSeconds({ base }: RealMonth): number {
  const pids = ['mysql/mariadbd.pid', 'run/slurmdbd.pid'].map((file) => Number(readFileSync(join(base, file), 'utf8')));
  return pids.reduce((sum, pid) => sum + cpuSeconds(pid), 0);
}

/** Makes a call without a limit of its memory. Throws when it failed. */
function oneCall(args: readonly string[], month: RealMonth): SacctCall {
  const { status, stderr, error } = spawnSync(month.env.SLURM_SB_SACCT_PATH ?? '', args, {
    env: slurmEnvironment(month.env, null),
    stdio: ['ignore', 'ignore', 'pipe'],
    encoding: 'utf8',
  });
  const call = notedCalls(month).at(-1);
  if (status !== 0 || stderr.includes('error') || call === undefined)
    throw new Error(`sacct ${args.join(' ')} ended with ${status ?? error?.message}: ${stderr}`);
  return call;
}
