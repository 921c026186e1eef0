import { readdirSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { needTools } from '../house/need-tools.ts';
import { emptied, quickFolder, spread } from './quick-folder.ts';
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
} from './real-root.ts';
import { type Call, CHANGES, callsOf, FLUSHES, inject, NAMES } from './system-calls.ts';
import { compareJobs, report, trials } from './trials.ts';

let folder = '';
let place: RealRoot;
let expected: Record<string, number> = {};
/** A root that was polled once, and one whose newest month file is damaged: the next poll makes it from its days. */
let polled = '';
let damaged = '';
let damagedMonth = '';
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
  const newest = readdirSync(months).sort().at(-1)!;
  damagedMonth = newest.slice(0, -'.json'.length);
  truncateSync(join(months, newest), 40);
});
afterAll(() => removeFolder(folder));
beforeEach(({ skip }) => needTools(skip, 'strace'));

type Command = {
  readonly name: string;
  readonly args: (place: RealRoot) => string[];
  /** The root before it. */
  readonly from: () => string | undefined;
  readonly small: number;
  /** True: the next poll is what clears up after it, as it does nothing where nothing is to be done. */
  readonly isPolledAfter?: true;
};

const POLL: Command = { name: 'poll', args: ({ flags }) => ['poll', ...flags], from: () => undefined, small: 6 };
const COMMANDS: readonly Command[] = [
  POLL,
  { name: 'a second poll', args: POLL.args, from: () => polled, small: 2 },
  { name: 'poll that mends a month', args: POLL.args, from: () => damaged, small: 3 },
  { name: 'backfill', args: ({ flags }) => ['backfill', ...flags], from: () => undefined, small: 2 },
  {
    name: 'ingest',
    args: ({ root, cluster, rows }) => ['ingest', '--cluster', cluster, '--root', root, rows],
    from: () => undefined,
    small: 3,
  },
  {
    name: 'leaderboards',
    args: ({ root }) => ['leaderboards', '--rebuild', '--root', root],
    from: () => polled,
    small: 3,
  },
  {
    name: 'verify --repair',
    args: ({ root, cluster }) => [
      ...['verify', '--repair', '--cluster', cluster, '--root', root],
      ...['--rate-limit', '600', '--month', damagedMonth],
    ],
    from: () => damaged,
    small: 2,
    isPolledAfter: true,
  },
];

/** What an undisturbed run leaves, and what calls it makes. */
async function undisturbed(command: Command, calls: string): Promise<{ made: Call[]; texts: Record<string, string> }> {
  resetRoot(place, command.from());
  const made = await callsOf(place, command.args(place), calls);
  return { made, texts: rollupTexts(place) };
}

/** So many of the calls, or all of them in a full campaign. */
function chosen(made: readonly Call[], small: number): Call[] {
  return spread(made.length, trials({ small, full: made.length })).map((index) => made[index]!);
}

/** Runs the command once more, undisturbed, and says what is missing or there twice. */
async function mend(command: Command, what: string): Promise<{ lost: number; doubled: number }> {
  const again = await runAfterKill(place, command.args(place));
  expect(again.code, `${what}: ${again.err}`).toBe(0);
  if (command.isPolledAfter) expect((await poll(place)).code, what).toBe(0);
  const found = compareJobs(jobsInRoot([place]), expected);
  expect(found, what).toEqual({ lost: 0, doubled: 0 });
  expect(leftovers(place), what).toEqual([]);
  return found;
}

describe('T2 the built program killed with -9 at each system call that changes a name or flushes', () => {
  it.each(COMMANDS)('$name, then once more: as if nothing had happened', async (command) => {
    const { made, texts } = await undisturbed(command, CHANGES);
    const places = chosen(made, command.small);
    let atWork = 0;
    const sum = { lost: 0, doubled: 0 };
    for (const { name, at } of places) {
      const what = `${command.name} killed at ${name} ${at}`;
      resetRoot(place, command.from());
      const { code } = await run(place, command.args(place), inject(name, `signal=KILL:when=${at}`));
      if (code === null) atWork++;
      const { lost, doubled } = await mend(command, what);
      sum.lost += lost;
      sum.doubled += doubled;
      expect(rollupTexts(place), what).toEqual(texts);
    }
    report({
      fault: `killed at each call of ${command.name}`,
      trials: places.length,
      ...sum,
      note: `${atWork} at work`,
    });
    // A call or two depend on the instant: whether somebody else's file is there yet.
    expect(atWork).toBeGreaterThan(places.length * 0.9);
  });
});

function commonest(made: readonly Call[]): string {
  return made.reduce((most, call) => (call.at > most.at ? call : most)).name;
}

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
      const { made, texts } = await undisturbed(POLL, calls);
      // What fails for good fails from the n-th call of each name on: as often as there are calls of the commonest.
      const places = chosen(on === '' ? made : made.filter((call) => call.name === commonest(made)), 1);
      const sum = { lost: 0, doubled: 0 };
      const codes = new Map<number | null, number>();
      for (const { name: call, at } of places) {
        const about = `${name}, ${call} ${at}`;
        resetRoot(place, POLL.from());
        const { code, err } = await run(place, POLL.args(place), inject(on === '' ? call : calls, `${what}${at}${on}`));
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

describe('T2 a disk of its own', () => {
  /** Runs the program on a new small disk, then again when the disk is as it should be; the root is kept in `out`. */
  const TWICE = `disk=$1 options=$2 out=$3 readonly=$4; shift 4
    mount -t tmpfs -o "$options,mode=2775" tmpfs "$disk" || exit 99
    "$@" & pid=$!
    if [ "$readonly" != never ]; then
      sleep "$readonly"
      until mount -o remount,ro tmpfs "$disk" 2>/dev/null; do [ -d /proc/$pid ] || break; done
    fi
    wait $pid; echo "first $?"
    mount -o remount,rw,size=16m tmpfs "$disk"
    "$@" >&2; code=$?
    cp -a "$disk/." "$out"
    exit $code`;

  type Disk = { readonly what: string; readonly options: string; readonly readonly: string };

  async function tryDisk({ what, options, readonly }: Disk): Promise<{ first: number; lost: number; doubled: number }> {
    const out = emptied(join(folder, 'out'));
    const words = ['unshare', '-m', 'sh', '-c', TWICE, 'sh', place.root, options, out, readonly];
    const { code, out: said, err } = await run(place, POLL.args(place), words);
    expect(code, `${what}: ${err}`).toBe(0);
    expect(err, what).not.toContain('this is a bug');
    const kept = { ...place, root: out };
    const { lost, doubled } = compareJobs(jobsInRoot([kept]), expected);
    expect({ lost, doubled, left: leftovers(kept) }, what).toEqual({ lost: 0, doubled: 0, left: [] });
    return { first: Number(/first (\d+)/.exec(said)?.[1]), lost, doubled };
  }

  async function tryDisks(fault: string, disks: readonly Disk[]): Promise<void> {
    const sum = { lost: 0, doubled: 0 };
    let failed = 0;
    for (const disk of disks) {
      const { first, lost, doubled } = await tryDisk(disk);
      sum.lost += lost;
      sum.doubled += doubled;
      if (first !== 0) failed++;
    }
    report({ fault, trials: disks.length, ...sum, note: `${failed} polls failed` });
    expect(failed).toBeGreaterThan(0);
  }

  beforeEach(({ skip }) => {
    if (process.getuid?.() !== 0) skip('only root can mount a disk');
    needTools(skip, 'unshare', 'mount');
  });

  it('that is full at any of many sizes: the next poll, with room, makes all right', async () => {
    const count = trials({ small: 3, full: 60 });
    const sizes = spread(60, count).map((step) => 8 + 4 * step);
    const disk = (size: number): Disk => ({ what: `${size} kB`, options: `size=${size}k`, readonly: 'never' });
    await tryDisks('poll: a disk that is full', sizes.map(disk));
  });

  it('that turns read-only at any of many instants: the next poll makes all right', async () => {
    const count = trials({ small: 3, full: 60 });
    // The first is before the program has opened anything: while its log is open no disk turns read-only.
    const instants = spread(60, count).map((step) => (0.02 + step * 0.012).toFixed(3));
    const disk = (after: string): Disk => ({ what: `after ${after} s`, options: 'size=16m', readonly: after });
    await tryDisks('poll: a disk that turns read-only', instants.map(disk));
  });
});
