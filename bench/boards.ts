import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import type { Day } from '../src/domain/calendar.ts';
import type { Bench, BenchRow, Spread } from './bench.ts';
import { type BoardSite, boardSite } from './rollups/board-site.ts';
import { runForTime } from './run-for-time.ts';
import { spreadOf } from './spread.ts';

const SHAPE = { clusters: 5, months: 60, users: 2000, seed: 1, until: '2026-08-25' as Day, slices: 0 };
/** Windows of boards of that day, and of seven days before, begin or end within these months. */
const CUT_MONTHS = ['2025-08', '2026-07', '2026-08'];
const REACH_SECONDS = { bare: 2, older: 0.3 };
/** Each run writes some hundred megabytes. */
const MOST_RUNS = 5;
const SIZE = '5 clusters x 60 months x 2,000 users';
/** As the launcher starts Node. */
const NODE_OPTIONS = ['--max-semi-space-size=8'];

/**
 * B8: the boards of a root from nothing, and those that a poll makes after one slice of its cluster: the step itself in
 * a new process; and all boards by the command, which after a slice are more than a poll makes. Against what only reads
 * the same rollups, and an empty program.
 */
export const boards: Bench = async ({ prefix, folder, runs: wanted }) => {
  const runs = Math.min(wanted, MOST_RUNS);
  const site = boardSite({ prefix, folder, cutMonths: CUT_MONTHS }, SHAPE);
  const bare = stepSpreads(site, { before: site.makeBare, runs, args: ['--fresh'] });
  const older = stepSpreads(site, { before: site.makeOlder, runs, args: ['--only', site.sliced] });
  const { env, files, node, slurmSb, build } = site;
  const command = { file: slurmSb, args: build, env };
  const parseJson = join(import.meta.dirname, 'yardsticks/parse-json.ts');
  const [all, again, parsed, read, empty] = runForTime(
    [
      { ...command, before: site.makeBare },
      { ...command, before: site.makeOlder },
      { file: node, args: [parseJson, ...files], env },
      { file: 'cat', args: files, env },
      { file: node, args: ['-e', '0'], env },
    ],
    runs,
  ) as [Spread, Spread, Spread, Spread, Spread];
  const parsing = { what: 'JSON.parse of the same rollups', ...parsed };
  const reading = { what: 'cat of the same rollups', ...read };
  const starting = { what: 'node -e 0', ...empty };
  const about = { unit: 'ms', runs };
  return [
    {
      ...about,
      ...within(bare.ms, REACH_SECONDS.bare),
      id: 'B8',
      what: `boards of ${SIZE} from nothing`,
      yardstick: parsing,
    },
    {
      ...about,
      ...within(older.ms, REACH_SECONDS.older),
      id: 'B8',
      what: 'boards after one slice of one cluster',
      yardstick: starting,
    },
    { ...about, ...within(all), id: '', what: 'slurm-sb leaderboards from nothing', yardstick: reading },
    { ...about, ...within(again), id: '', what: 'slurm-sb leaderboards after one slice', yardstick: starting },
    memoryRow('from nothing', bare.mb, runs),
    memoryRow('after one slice', older.mb, runs),
  ];
};

function within(own: Spread, seconds?: number): Pick<BenchRow, 'own' | 'result' | 'reach'> {
  const reach = seconds === undefined ? null : { text: `<= ${seconds} s`, isReached: own.median <= seconds * 1000 };
  return { own, result: `${(own.median / 1000).toFixed(2)} s`, reach };
}

function memoryRow(when: string, own: Spread, runs: number): BenchRow {
  const what = `boards ${when}: greatest memory`;
  return { id: '', what, result: `${Math.round(own.median)} MB`, reach: null, unit: 'MB', own, yardstick: null, runs };
}

type Step = { readonly before: () => void; readonly runs: number; readonly args: readonly string[] };

/** Times and memory of the step alone, as a process of its own tells them; the first run, which fills caches, does not count. */
function stepSpreads({ root, node, asof, env }: BoardSite, { before, runs, args }: Step): { ms: Spread; mb: Spread } {
  const script = join(import.meta.dirname, 'rollups/time-boards.ts');
  const told = Array.from({ length: runs + 1 }, () => {
    before();
    const all = [...NODE_OPTIONS, script, root, '--asof', asof, ...args];
    const { status, stdout } = spawnSync(node, all, { env, encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] });
    if (status !== 0) throw new Error(`${script} ended with ${status}`);
    return stdout.split(' ').map(Number) as [number, number];
  }).slice(1);
  return { ms: spreadOf(told.map(([ms]) => ms)), mb: spreadOf(told.map(([, mb]) => mb)) };
}
