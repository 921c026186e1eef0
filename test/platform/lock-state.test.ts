import { mkdirSync, mkdtempSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { takeLock } from '../../src/platform/lock.ts';
import { readLockState } from '../../src/platform/lock-state.ts';
import { processIdentity } from '../../src/platform/process-identity.ts';

const NOW_MS = Date.parse('2026-09-15T12:00:00Z');
const VIEW = { host: 'host-a', nowMs: NOW_MS, staleMs: 600_000 };
/** Greater than any pid (proc(5): pid_max is at most 2^22). */
const NOBODY = 2 ** 22 + 1;

function lockOf(ageSeconds: number, owner: object | string | null): string {
  const path = join(mkdtempSync(join(tmpdir(), 'slurm-sb-lock-')), 'lock');
  mkdirSync(path);
  utimesSync(path, NOW_MS / 1000 - ageSeconds, NOW_MS / 1000 - ageSeconds);
  if (owner !== null) writeFileSync(`${path}.owner.json`, typeof owner === 'string' ? owner : JSON.stringify(owner));
  return path;
}

const since = '2026-09-15T11:00:00Z';
const self = { ...processIdentity('host-a', process.pid), since };
const gone = { host: 'host-a', pid: NOBODY, startedTicks: 5, since };

describe('T3 the state of a lock', () => {
  it.each([
    ['held by this process', 30, self, { owner: self, ageSeconds: 30, holder: 'alive' }],
    ['held by a process that is gone', 30, gone, { owner: gone, ageSeconds: 30, holder: 'gone' }],
    [
      'held by a host that cannot be asked',
      600,
      { ...gone, host: 'host-b' },
      { owner: { ...gone, host: 'host-b' }, ageSeconds: 600, holder: 'alive' },
    ],
    [
      'of that host, not refreshed in time',
      601,
      { ...gone, host: 'host-b' },
      { owner: { ...gone, host: 'host-b' }, ageSeconds: 601, holder: 'stale' },
    ],
    ['refreshed in the future', -50, null, { owner: null, ageSeconds: 0, holder: 'alive' }],
    ['with an owner that cannot be read', 700, 'x', { owner: null, ageSeconds: 700, holder: 'stale' }],
  ])('%s', async (_, age, owner, expected) => {
    expect(await readLockState(lockOf(age, owner), VIEW)).toEqual({ held: true, ...expected });
  });

  it('is free where there is none', async () => {
    expect(await readLockState('/nowhere/lock', VIEW)).toEqual({ held: false });
  });

  it('of a lock that is really taken and given back', async () => {
    const path = join(mkdtempSync(join(tmpdir(), 'slurm-sb-lock-')), 'lock');
    const onLost = (): void => undefined;
    const taken = await takeLock({ path, host: 'host-a', pid: process.pid, staleMs: 600_000, nowIso: since, onLost });
    expect(await readLockState(path, { ...VIEW, nowMs: Date.now() })).toMatchObject({
      held: true,
      owner: { host: 'host-a', pid: process.pid, since },
      holder: 'alive',
    });
    if (taken.held) await taken.release();
    expect(await readLockState(path, VIEW)).toEqual({ held: false });
  });
});
