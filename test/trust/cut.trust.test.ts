import { readdirSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { needTools } from '../house/need-tools.ts';
import { quickFolder, spread } from './quick-folder.ts';
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
} from './real-root.ts';
import { CHANGES, countCalls, FLUSHES, inject, NAMES } from './system-calls.ts';
import { compareJobs, report, trials } from './trials.ts';

let folder = '';
let place: RealRoot;
let expected: Record<string, number> = {};
/** A root that was polled once, and one whose newest month file is damaged: the next poll makes it from its days. */
let polled = '';
let damaged = '';
beforeAll(async () => {
  folder = quickFolder();
  place = realRoot(folder, { jobs: 60 });
  const first = await poll(place);
  expect(first.code, first.err).toBe(0);
  expected = expectedJobs([place]);
  polled = join(folder, 'polled');
  damaged = join(folder, 'damaged');
  resetRoot({ ...place, root: polled }, place.root);
  resetRoot({ ...place, root: damaged }, place.root);
  const months = join(damaged, 'clusters', place.cluster, 'agg/rollups/monthly');
  truncateSync(join(months, readdirSync(months).sort().at(-1)!), 40);
});
afterAll(() => removeFolder(folder));
beforeEach(({ skip }) => needTools(skip, 'strace'));

type Command = {
  readonly name: string;
  readonly args: (place: RealRoot) => string[];
  /** The root before it. */
  readonly from: () => string | undefined;
  readonly small: number;
};

const POLL: Command = { name: 'poll', args: ({ flags }) => ['poll', ...flags], from: () => undefined, small: 14 };
const COMMANDS: readonly Command[] = [
  POLL,
  { name: 'a second poll', args: POLL.args, from: () => polled, small: 4 },
  { name: 'poll that mends a month', args: POLL.args, from: () => damaged, small: 6 },
  { name: 'backfill', args: ({ flags }) => ['backfill', ...flags], from: () => undefined, small: 3 },
  {
    name: 'ingest',
    args: ({ root, cluster, rows }) => ['ingest', '--cluster', cluster, '--root', root, rows],
    from: () => undefined,
    small: 6,
  },
  {
    name: 'leaderboards',
    args: ({ root }) => ['leaderboards', '--rebuild', '--root', root],
    from: () => polled,
    small: 6,
  },
];

/** What an undisturbed run leaves, and how many calls of a kind its busiest thread makes. */
async function undisturbed(command: Command, calls: string): Promise<{ total: number; texts: Record<string, string> }> {
  resetRoot(place, command.from());
  const total = await countCalls(place, command.args(place), calls);
  return { total, texts: rollupTexts(place) };
}

/** Runs the command once more, undisturbed, and says what is missing or there twice. */
async function mend(command: Command, what: string): Promise<{ lost: number; doubled: number }> {
  const again = await run(place, command.args(place));
  expect(again.code, `${what}: ${again.err}`).toBe(0);
  const found = compareJobs(jobsInRoot([place]), expected);
  expect(found, what).toEqual({ lost: 0, doubled: 0 });
  expect(leftovers(place), what).toEqual([]);
  return found;
}

describe('T2 the built program killed with -9 at each system call that changes a name or flushes', () => {
  it.each(COMMANDS)('$name, then once more: as if nothing had happened', async (command) => {
    const { total, texts } = await undisturbed(command, CHANGES);
    const places = spread(total, trials({ small: command.small, full: total }));
    const sum = { lost: 0, doubled: 0 };
    for (const at of places) {
      const what = `${command.name} killed at call ${at + 1}`;
      resetRoot(place, command.from());
      const { code } = await run(place, command.args(place), inject(CHANGES, `signal=KILL:when=${at + 1}`));
      expect(code, what).not.toBe(0);
      const { lost, doubled } = await mend(command, what);
      sum.lost += lost;
      sum.doubled += doubled;
      expect(rollupTexts(place), what).toEqual(texts);
    }
    report({ fault: `killed at each call of ${command.name}`, trials: places.length, ...sum });
    expect(places.length).toBeGreaterThan(0);
  });
});

describe('T2 what the file system refuses', () => {
  /** A call that is refused once, or everything from it on. */
  const REFUSALS = [
    { name: 'rename fails (EIO)', calls: 'rename', what: 'error=EIO:when=' },
    { name: 'rename fails (EXDEV)', calls: 'rename', what: 'error=EXDEV:when=' },
    { name: 'rename fails (EACCES)', calls: 'rename', what: 'error=EACCES:when=' },
    { name: 'fsync fails (EIO)', calls: FLUSHES, what: 'error=EIO:when=' },
    { name: 'fsync finds the disk full (ENOSPC)', calls: FLUSHES, what: 'error=ENOSPC:when=' },
    { name: 'link answers EEXIST', calls: 'link', what: 'error=EEXIST:when=' },
    { name: 'link fails (EIO)', calls: 'link', what: 'error=EIO:when=' },
    { name: 'unlink fails (EIO)', calls: 'unlink', what: 'error=EIO:when=' },
    {
      name: 'names and flushes find the disk full from a call on',
      calls: CHANGES,
      what: 'error=ENOSPC:when=',
      on: '+',
    },
    { name: 'names and flushes find it read-only from a call on', calls: CHANGES, what: 'error=EROFS:when=', on: '+' },
    {
      name: 'names and flushes fail from a call on (EIO)',
      calls: `${NAMES},${FLUSHES}`,
      what: 'error=EIO:when=',
      on: '+',
    },
  ];

  it.each(REFUSALS)(
    '$name: a poll says so, and the next one makes all right',
    async ({ name, calls, what, on = '' }) => {
      const { total, texts } = await undisturbed(POLL, calls);
      const places = spread(total, trials({ small: 3, full: total }));
      const sum = { lost: 0, doubled: 0 };
      const codes = new Map<number | null, number>();
      for (const at of places) {
        const about = `${name}, call ${at + 1}`;
        resetRoot(place, POLL.from());
        const { code, err } = await run(place, POLL.args(place), inject(calls, `${what}${at + 1}${on}`));
        codes.set(code, (codes.get(code) ?? 0) + 1);
        expect(err, about).not.toContain('this is a bug');
        if (code !== 0) expect(err, about).toMatch(/^slurm-sb: /m);
        const { lost, doubled } = await mend(POLL, about);
        sum.lost += lost;
        sum.doubled += doubled;
        expect(rollupTexts(place), about).toEqual(texts);
      }
      const note = [...codes].map(([code, count]) => `exit ${code}: ${count}`).join(', ');
      report({ fault: `poll: ${name}`, trials: places.length, ...sum, note });
      expect(places.length).toBeGreaterThan(0);
    },
  );
});
