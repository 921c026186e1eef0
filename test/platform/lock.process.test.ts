import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { type LockRequest, takeLock } from '../../src/platform/lock.ts';
import { isGone, processIdentity } from '../../src/platform/process-identity.ts';
import { emptyFolder } from '../scoreboard/place.ts';

let path: string;

const request = (more: Partial<LockRequest> = {}): LockRequest => ({
  path,
  host: 'host-a',
  pid: process.pid,
  staleMs: 600_000,
  nowIso: '2026-09-10T00:00:00Z',
  onLost: () => undefined,
  ...more,
});

beforeEach(() => {
  path = join(emptyFolder(), 'state/lock');
});

describe('T3: the lock', () => {
  it('is held once, tells its owner, and leaves nothing when released', async () => {
    const first = await takeLock(request());
    expect(first.held).toBe(true);
    expect(await takeLock(request())).toEqual({
      held: false,
      owner: { ...processIdentity('host-a', process.pid), since: '2026-09-10T00:00:00Z' },
    });
    if (first.held) await first.release();
    expect([existsSync(path), existsSync(`${path}.owner.json`)]).toEqual([false, false]);
    const again = await takeLock(request());
    if (again.held) await again.release();
    expect(again.held).toBe(true);
  });

  it('of a process of this host that was killed is taken over at once', async () => {
    const child = spawn('sleep', ['600']);
    const owner = processIdentity('host-a', child.pid!);
    mkdirSync(path, { recursive: true });
    writeFileSync(`${path}.owner.json`, JSON.stringify({ ...owner, since: '2026-09-09T00:00:00Z' }));
    expect((await takeLock(request())).held).toBe(false);
    const ended = new Promise((resolve) => child.once('close', resolve));
    child.kill('SIGKILL');
    await ended;
    const taken = await takeLock(request());
    expect(taken.held).toBe(true);
    expect(JSON.parse(readFileSync(`${path}.owner.json`, 'utf8')).pid).toBe(process.pid);
    if (taken.held) await taken.release();
  });

  it.each([
    ['a file', () => writeFileSync(path, 'x')],
    ['a pipe', () => execFileSync('mkfifo', [path])],
    [
      'a stale lock that holds something',
      () => {
        mkdirSync(path);
        writeFileSync(join(path, 'x'), '');
        utimesSync(path, 1, 1);
      },
    ],
    [
      'the lock of a process that is gone, with something in it',
      () => {
        mkdirSync(path);
        writeFileSync(join(path, 'x'), '');
        const gone = { ...processIdentity('host-a', process.pid), pid: 2 ** 22 - 1 };
        writeFileSync(`${path}.owner.json`, JSON.stringify({ ...gone, since: 'x' }));
      },
    ],
  ])('%s in its place is moved aside, as it would never be released', async (_, put) => {
    mkdirSync(dirname(path), { recursive: true });
    put();
    const taken = await takeLock(request());
    expect(taken.held).toBe(true);
    if (taken.held) await taken.release();
    expect(readdirSync(dirname(path))).toEqual(['lock.20260910T000000Z.bad']);
  });

  it('of another host is left alone until it is stale', async () => {
    mkdirSync(path, { recursive: true });
    writeFileSync(`${path}.owner.json`, JSON.stringify({ host: 'host-b', pid: 1, startedTicks: 1, since: 'x' }));
    expect((await takeLock(request())).held).toBe(false);
    const longAgo = new Date(Date.now() - 700_000);
    utimesSync(path, longAgo, longAgo);
    const taken = await takeLock(request());
    expect(taken.held).toBe(true);
    if (taken.held) await taken.release();
  });

  it('that is taken away while it is being taken is held by somebody else', async () => {
    mkdirSync(dirname(path), { recursive: true });
    const thief = spawn('sh', ['-c', 'while :; do rmdir "$1" 2>/dev/null; done', 'sh', path], { stdio: 'ignore' });
    try {
      let lost = 0;
      for (let round = 0; round < 5_000 && lost < 3; round++) {
        const taken = await takeLock(request());
        if (taken.held) await taken.release();
        else lost++;
      }
      expect(lost).toBe(3);
    } finally {
      thief.kill('SIGKILL');
    }
  }, 120_000);

  it('knows a pid that was given to another process since', () => {
    const self = processIdentity('host-a', process.pid);
    expect(isGone(self, 'host-a')).toBe(false);
    expect(isGone({ ...self, startedTicks: (self.startedTicks ?? 0) + 1 }, 'host-a')).toBe(true);
    expect(isGone({ ...self, startedTicks: (self.startedTicks ?? 0) + 1 }, 'host-b')).toBe(false);
  });
});
