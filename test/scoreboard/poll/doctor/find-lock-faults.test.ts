import { mkdirSync, rmSync, utimesSync } from 'node:fs';
import { beforeEach, describe, expect, it } from 'vitest';
import { processIdentity } from '../../../../src/platform/process-identity.ts';
import { at, findingsOf, type GoodRoot, goodRoot, NOON, place } from './good-root.ts';

let good: GoodRoot;
beforeEach(async () => {
  good = await goodRoot();
});

/** No pid is as great as this (proc(5): pid_max is at most 2^22). */
const NOBODY = 2 ** 22 + 1;
const SINCE = '2026-09-15T11:00:00Z';

function lock({ ageSeconds = 30, owner = {} as Record<string, unknown> | null } = {}): void {
  mkdirSync(good.hammer.lock);
  utimesSync(good.hammer.lock, at(NOON) - ageSeconds, at(NOON) - ageSeconds);
  if (owner === null) return;
  const full = { host: 'login1', pid: NOBODY, startedTicks: 5, since: SINCE, ...owner };
  place(`${good.hammer.lock}.owner.json`, JSON.stringify(full));
}

describe('T3 C11 a lock', () => {
  it.each([
    ['of a process of this host that runs', { owner: { ...processIdentity('login1', process.pid) } }, []],
    ['of another host, refreshed in time', { owner: { host: 'login2' }, ageSeconds: 600 }, []],
    ['that is just being taken', { owner: null, ageSeconds: 10 }, []],
    [
      'of a process that was killed as it took it',
      { owner: null, ageSeconds: 30 },
      [
        'hammer warning clusters/hammer/state/lock: nobody tells whose lock it is, made or refreshed 30 s ago: a poll was killed as it took it, and polls end with "another holder" meanwhile',
      ],
    ],
    [
      'of a process of this host that is gone',
      {},
      [
        `hammer warning clusters/hammer/state/lock: the lock is held by pid ${NOBODY} on login1, which no longer runs (since ${SINCE})`,
      ],
    ],
    [
      'of a pid that is another process now',
      { owner: { pid: process.pid, startedTicks: 1 } },
      [
        `hammer warning clusters/hammer/state/lock: the lock is held by pid ${process.pid} on login1, which no longer runs (since ${SINCE})`,
      ],
    ],
    [
      'of another host, not refreshed for 601 s',
      { owner: { host: 'login2' }, ageSeconds: 601 },
      [
        `hammer warning clusters/hammer/state/lock: the lock of pid ${NOBODY} on login2 was last refreshed 10 min ago (lock_stale_sec is 600)`,
      ],
    ],
    [
      'of nobody, two days old',
      { owner: null, ageSeconds: 172_800 },
      [
        'hammer warning clusters/hammer/state/lock: the lock of somebody who cannot be told was last refreshed 2 days ago (lock_stale_sec is 600)',
      ],
    ],
  ])('%s', async (_, state, expected) => {
    lock(state);
    expect(await findingsOf(good)).toEqual(expected);
    rmSync(good.hammer.lock, { recursive: true });
  });

  it('counts as stale by the setting', async () => {
    good = await goodRoot(NOON, { lock_stale_sec: '3600' });
    lock({ owner: { host: 'login2' }, ageSeconds: 3599 });
    expect(await findingsOf(good)).toEqual([]);
  });
});
