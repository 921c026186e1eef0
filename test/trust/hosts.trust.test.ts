import { existsSync, readFileSync, rmSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { realFileOperations } from '../../src/platform/file-operations.ts';
import { openPoll, type Poll } from '../../src/scoreboard/poll/open-poll.ts';
import type { Surroundings } from '../../src/scoreboard/poll/tick-surroundings.ts';
import { needTools } from '../house/need-tools.ts';
import { cutAfter } from '../platform/cut-file-operations.ts';
import { sleeper } from '../platform/sleeping-file-operations.ts';
import { handClock, quietSurroundings, rootWith } from '../scoreboard/place.ts';
import { quickFolder, spread } from './quick-folder.ts';
import {
  environment,
  expectedJobs,
  jobsInRoot,
  leftovers,
  poll,
  type RealRoot,
  realRoot,
  removeFolder,
  resetRoot,
  run,
  start,
} from './real-root.ts';
import { CHANGES, callsOf, inject } from './system-calls.ts';
import { compareJobs, report, trials } from './trials.ts';

const HOUR_MS = 3_600_000;
const ONE_TICK = { once: false, patient: false, maxMinutes: 600, pauseMs: 0 };

let folder = '';
let place: RealRoot;
let expected: Record<string, number> = {};
beforeAll(() => {
  folder = quickFolder();
  place = realRoot(folder, { jobs: 60 });
  expected = expectedJobs([place]);
});
afterAll(() => removeFolder(folder));

const lock = (): string => join(place.root, 'clusters', place.cluster, 'state/lock');

/** Makes the lock look as if nobody had refreshed it for an hour. */
function ageLock(): void {
  const then = (Date.now() - HOUR_MS) / 1000;
  if (existsSync(lock())) utimesSync(lock(), then, then);
}

function check(what: string): { lost: number; doubled: number } {
  const sum = compareJobs(jobsInRoot([place]), expected);
  expect(sum, what).toEqual({ lost: 0, doubled: 0 });
  expect(leftovers(place), what).toEqual([]);
  return sum;
}

describe('T2, T3 two hosts, their clocks two hours apart, in one process', () => {
  /** A host that polls the place; its clock is ahead by so much. */
  async function host(name: string, aheadMs: number, more: Partial<Surroundings> = {}): Promise<Poll> {
    const { root, cluster, flags } = place;
    const env = environment(place);
    const { config } = await rootWith({
      root,
      cluster,
      sacct_path: env.SLURM_SB_SACCT_PATH!,
      scontrol_path: env.SLURM_SB_SCONTROL_PATH!,
      backfill_start: flags[flags.indexOf('--backfill-start') + 1]!,
      rate_limit_per_min: '600',
      target_rows_per_call: env.SLURM_SB_TARGET_ROWS_PER_CALL!,
    });
    const around = quietSurroundings(handClock(Date.now() + aheadMs), more);
    return openPoll({ ...around, terminal: { ...around.terminal, env, host: name } }, config);
  }
  const tick = (of: Poll) => of.tick(ONE_TICK, () => undefined);

  it.each([
    ['ahead', 2 * HOUR_MS],
    ['behind', -2 * HOUR_MS],
  ])('one asleep at any file operation of its tick, the other %s by two hours goes on', async (which, otherMs) => {
    resetRoot(place);
    const counting = cutAfter(realFileOperations, Number.POSITIVE_INFINITY);
    await tick(await host('host-a', 0, { files: counting }));
    const places = spread(counting.done(), trials({ small: 12, full: counting.done() }));
    const sum = { lost: 0, doubled: 0 };
    let refused = 0;
    for (const at of places) {
      const what = `asleep at operation ${at}, the other ${which}`;
      resetRoot(place);
      const slow = sleeper(realFileOperations, at);
      const late = tick(await host('host-a', 0, { files: slow.ops })).then(
        () => null,
        (error: unknown) => error,
      );
      await slow.asleep;
      // As stale as it is to somebody who has waited for lock_stale_sec: taken over.
      rmSync(lock(), { recursive: true });
      const other = await tick(await host('host-b', otherMs));
      expect(other.held, what).toBeNull();
      slow.wake();
      const end = await late;
      if (end !== null) {
        refused++;
        expect(end, what).toMatchObject({ exitCode: 3 });
        expect(String(end), what).toContain('another holder made commit');
      }
      expect((await tick(await host('host-a', 0))).held, what).toBeNull();
      const { lost, doubled } = check(what);
      sum.lost += lost;
      sum.doubled += doubled;
    }
    const note = `${refused} found their commit taken`;
    report({
      fault: `one asleep at each file operation, the other ${which} by 2 h`,
      trials: places.length,
      ...sum,
      note,
    });
    expect(refused).toBeGreaterThan(places.length / 4);
  });
});

/** Words that give a program another host's name, and a clock that is two hours ahead. */
const OTHER_HOST = ['unshare', '--uts', 'sh', '-c', 'hostname host-b && exec "$@"', 'sh'];
const AHEAD = ['env', 'NO_FAKE_STAT=1', 'faketime', '-f', '+2h'];

/** A poll that is stopped at a system call; `wake`: null when it ended before. */
async function stoppedPoll(name: string, at: number) {
  const trace = join(folder, 'stop-trace');
  rmSync(trace, { force: true });
  const { child, ended } = start(
    place,
    ['poll', ...place.flags, '--fail-if-locked'],
    [...inject(name, `signal=STOP:when=${at}`, trace)],
  );
  let isOver = false;
  void ended.then(() => {
    isOver = true;
  });
  for (;;) {
    const text = existsSync(trace) ? readFileSync(trace, 'utf8') : '';
    const stopped = /^(\d+) +--- stopped by SIGSTOP/m.exec(text)?.[1];
    if (stopped !== undefined) return { child, ended, pid: Number(stopped) };
    if (isOver) return { child, ended, pid: null };
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

/** Wakes it, and wakes it again where another of its threads comes to the same call, until it ends. */
async function woken({ ended, pid }: Awaited<ReturnType<typeof stoppedPoll>>) {
  if (pid === null) return ended;
  const waking = setInterval(() => {
    try {
      process.kill(pid, 'SIGCONT');
    } catch {
      clearInterval(waking);
    }
  }, 50);
  const end = await ended;
  clearInterval(waking);
  return end;
}

describe('T2, T3 two hosts, two processes', () => {
  it('one stopped by SIGSTOP past the stale limit at any change it makes, the other two hours ahead', async ({
    skip,
  }) => {
    if (process.getuid?.() !== 0) skip('only root can name a host');
    needTools(skip, 'strace', 'unshare', 'faketime');
    resetRoot(place);
    const calls = await callsOf(place, ['poll', ...place.flags], CHANGES);
    const places = spread(calls.length, trials({ small: 5, full: calls.length })).map((index) => calls[index]!);
    const sum = { lost: 0, doubled: 0 };
    const codes = new Map<number | null, number>();
    for (const { name, at } of places) {
      const what = `stopped at ${name} ${at}`;
      resetRoot(place);
      const stopped = await stoppedPoll(name, at);
      ageLock();
      const other = await run(place, ['poll', ...place.flags, '--fail-if-locked'], [...OTHER_HOST, ...AHEAD]);
      expect(other.code, `${what}: ${other.err}`).toBe(0);
      const end = await woken(stopped);
      codes.set(end.code, (codes.get(end.code) ?? 0) + 1);
      expect([0, 3], `${what}: ${end.err}`).toContain(end.code);
      if (end.code === 3) expect(end.err, what).toMatch(/another holder made commit \d+ first|holds the lock/);
      const last = await poll(place);
      expect(last.code, `${what}: ${last.err}`).toBe(0);
      const { lost, doubled } = check(what);
      sum.lost += lost;
      sum.doubled += doubled;
    }
    const note = [...codes].map(([code, count]) => `exit ${code}: ${count}`).join(', ');
    report({ fault: 'stopped at each system call, another host 2 h ahead polls', trials: places.length, ...sum, note });
    expect(places.length).toBeGreaterThan(0);
  });

  it('while the lock is fresh the other leaves at once and says who holds it', async ({ skip }) => {
    if (process.getuid?.() !== 0) skip('only root can name a host');
    needTools(skip, 'strace', 'unshare');
    resetRoot(place);
    // The second link is a commit's: the lock is held.
    const stopped = await stoppedPoll('link', 2);
    expect(stopped.pid).not.toBeNull();
    const args = ['poll', ...place.flags];
    const held = /^slurm-sb: hammer: pid \d+ on \S+ since \S+Z holds the lock\n$/;
    const polite = await run(place, args, OTHER_HOST);
    expect(polite).toMatchObject({ code: 0, out: '' });
    expect(polite.err).toMatch(held);
    const strict = await run(place, [...args, '--fail-if-locked'], OTHER_HOST);
    expect(strict).toMatchObject({ code: 3, out: '' });
    expect(strict.err).toMatch(held);
    expect((await woken(stopped)).code).toBe(0);
    check('both at once');
  });

  it('two at once, one two hours ahead, which takes the lock for stale: never twice, never lost', async ({ skip }) => {
    if (process.getuid?.() !== 0) skip('only root can name a host');
    needTools(skip, 'unshare', 'faketime');
    const count = trials({ small: 2, full: 60 });
    const sum = { lost: 0, doubled: 0 };
    const codes = new Map<string, number>();
    for (let trial = 0; trial < count; trial++) {
      resetRoot(place);
      const ends = await Promise.all([
        poll(place),
        run(place, ['poll', ...place.flags, '--fail-if-locked'], [...OTHER_HOST, ...AHEAD]),
      ]);
      const both = ends
        .map(({ code }) => code)
        .sort()
        .join(' and ');
      codes.set(both, (codes.get(both) ?? 0) + 1);
      for (const { code, err } of ends) expect([0, 3], err).toContain(code);
      expect((await poll(place)).code).toBe(0);
      const { lost, doubled } = check(`trial ${trial}`);
      sum.lost += lost;
      sum.doubled += doubled;
    }
    const note = [...codes].map(([both, times]) => `exit ${both}: ${times}`).join(', ');
    report({ fault: 'two hosts poll one cluster at once, clocks 2 h apart', trials: count, ...sum, note });
    expect(sum).toEqual({ lost: 0, doubled: 0 });
  });
});
