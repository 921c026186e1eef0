import { truncateSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { quickFolder } from './quick-folder.ts';
import {
  expectedJobs,
  jobsInRoot,
  leftovers,
  poll,
  type RealRoot,
  realRoot,
  removeFolder,
  resetRoot,
  rollupTexts,
  run,
  runAfterKill,
  seeded,
  start,
} from './real-root.ts';
import { compareJobs, report, trials } from './trials.ts';

const SEED = 4;
/** Node starts for so long before anything of the program runs. */
const START_MS = 100;

/** A command, what there is before it, and the command that is to make all right after a kill. */
type Command = {
  readonly name: string;
  readonly args: (place: RealRoot) => string[];
  /** Whether the cluster was read before; `damaged`: and the days of its first month were cut since. */
  readonly before: 'nothing' | 'polled' | 'damaged';
  /** Share of all trials. */
  readonly share: number;
};

const COMMANDS: readonly Command[] = [
  { name: 'poll', args: ({ flags }) => ['poll', ...flags], before: 'nothing', share: 0.3 },
  { name: 'backfill', args: ({ flags }) => ['backfill', ...flags], before: 'nothing', share: 0.2 },
  {
    name: 'ingest',
    args: ({ root, cluster, rows }) => ['ingest', '--cluster', cluster, '--root', root, rows],
    before: 'nothing',
    share: 0.2,
  },
  {
    name: 'leaderboards',
    args: ({ root }) => ['leaderboards', '--rebuild', '--root', root],
    before: 'polled',
    share: 0.15,
  },
  {
    name: 'verify --repair',
    args: ({ root, cluster }) => [
      ...['verify', '--repair', '--cluster', cluster, '--root', root],
      ...['--rate-limit', '600', '--month', firstMonth],
    ],
    before: 'damaged',
    share: 0.15,
  },
];

let firstMonth = '';

describe('T2, T5 killed with -9 at random instants', () => {
  let folder = '';
  let place: RealRoot;
  let expected: Record<string, number> = {};
  let template = '';
  let damaged = '';
  beforeAll(async () => {
    folder = quickFolder();
    place = realRoot(folder);
    expect(await poll(place)).toMatchObject({ code: 0, err: '' });
    expected = expectedJobs([place]);
    template = join(folder, 'template');
    damaged = join(folder, 'damaged');
    resetRoot({ ...place, root: template }, place.root);
    const [daily = ''] = Object.keys(rollupTexts(place)).filter((name) => name.startsWith('daily/'));
    firstMonth = daily.slice('daily/'.length, -'.json'.length);
    resetRoot({ ...place, root: damaged }, place.root);
    truncateSync(join(damaged, 'clusters', place.cluster, 'agg/rollups', daily), 100);
  });
  afterAll(() => removeFolder(folder));

  it('an undisturbed poll counts what awk counts', () => {
    expect(jobsInRoot([place])).toEqual(expected);
  });

  const templates = () => ({ nothing: undefined, polled: template, damaged });
  const prepare = ({ before }: Command): void => resetRoot(place, templates()[before]);

  /** True when the program was still at work. */
  async function isKilled(command: Command, afterMs: number): Promise<boolean> {
    const { child, ended } = start(place, command.args(place));
    const timer = setTimeout(() => child.kill('SIGKILL'), afterMs);
    const { code } = await ended;
    clearTimeout(timer);
    return code === null;
  }

  it.each(COMMANDS)('$name, then once more: as if nothing had happened', async (command) => {
    const random = seeded(SEED + COMMANDS.indexOf(command));
    prepare(command);
    const began = Date.now();
    const whole = await run(place, command.args(place));
    expect(whole.code, whole.err).toBe(0);
    const undisturbed = rollupTexts(place);
    const durationMs = Date.now() - began;
    const count = Math.round(command.share * trials({ small: 15, full: 1000 }));
    const sum = { lost: 0, doubled: 0 };
    let atWork = 0;
    let begun = 0;
    for (let trial = 0; trial < count; trial++) {
      prepare(command);
      const instant = START_MS + ((trial + random()) / count) * Math.max(durationMs - START_MS, 100);
      const what = `${command.name}, seed ${SEED}, trial ${trial}, killed after ${instant.toFixed(1)} ms`;
      if (await isKilled(command, instant)) atWork++;
      if (leftovers(place).length > 0) begun++;
      const again = await runAfterKill(place, command.args(place));
      expect(again.code, `${what}: ${again.err}`).toBe(0);
      // It does nothing where nothing is to be done: the next poll is what clears up.
      if (command.before === 'damaged') expect((await poll(place)).code, what).toBe(0);
      const { lost, doubled } = compareJobs(jobsInRoot([place]), expected);
      sum.lost += lost;
      sum.doubled += doubled;
      expect({ lost, doubled }, what).toEqual({ lost: 0, doubled: 0 });
      expect(rollupTexts(place), what).toEqual(undisturbed);
      expect(leftovers(place), what).toEqual([]);
    }
    const note = `${atWork} at work, ${begun} left a lock or files behind`;
    report({ fault: `kill -9 of ${command.name}`, trials: count, ...sum, note });
    expect(atWork).toBeGreaterThan(count / 2);
  });
});
