import { chownSync, mkdirSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Discovery } from '../../../src/scoreboard/discovery/discovery-file.ts';
import { type HomeLook, lookAtHome } from '../../../src/scoreboard/discovery/home-users.ts';
import { emptyFolder } from '../place.ts';

const NOW = Date.parse('2026-09-10T12:00:00Z');
const OWN_UID = process.getuid!();
let folder: string;
let asked: string[];

beforeEach(() => {
  folder = emptyFolder();
  asked = [];
});

const addHomes = (...names: string[]): void => {
  for (const name of names) mkdirSync(join(folder, name));
  utimesSync(folder, NOW / 1000 - 3600, NOW / 1000 - 3600);
};
const look = (before: Discovery['home'] = null, more: { minUid?: number; known?: string[] } = {}): Promise<HomeLook> =>
  lookAtHome(before, {
    folder,
    deny: ['shared'],
    minUid: more.minUid ?? 0,
    nowMs: NOW,
    isKnown: async (name) => {
      asked.push(name);
      return more.known?.includes(name) ?? false;
    },
  });

describe('C4 home folders', () => {
  it('are users, but for denied and impossible names, files, and those that are known', async () => {
    addHomes('alice', 'bob', 'carol', 'shared', 'a,b', '.snapshot', 'lost+found');
    writeFileSync(join(folder, 'notes'), '');
    symlinkSync(join(folder, 'alice'), join(folder, 'dave'));
    symlinkSync(join(folder, 'nowhere'), join(folder, 'dangling'));
    const { names } = await look(null, { known: ['bob'] });
    expect(names).toEqual(['alice', 'carol', 'dave']);
  });

  it('of owners below the least uid are nobody’s', async () => {
    addHomes('alice', 'bob');
    if (OWN_UID === 0) chownSync(join(folder, 'bob'), 1234, 1234);
    expect((await look(null, { minUid: OWN_UID + 1 })).names).toEqual(OWN_UID === 0 ? ['bob'] : []);
  });

  it('cost one look at their folder while that stays as it was', async () => {
    addHomes('alice');
    const first = await look();
    expect(first.home).toMatchObject({ mtime_ms: NOW - 3_600_000, after: '', fault: null });
    asked = [];
    expect(await look(first.home)).toEqual({ names: [], home: first.home });
    expect(asked).toEqual([]);
    addHomes('bob');
    utimesSync(folder, NOW / 1000 - 1800, NOW / 1000 - 1800);
    expect((await look(first.home, { known: ['alice'] })).names).toEqual(['bob']);
  });

  it('are looked at again while their folder changed within the last minute', async () => {
    addHomes('alice');
    utimesSync(folder, NOW / 1000 - 59, NOW / 1000 - 59);
    expect((await look()).home.mtime_ms).toBeNull();
    utimesSync(folder, NOW / 1000 - 60, NOW / 1000 - 60);
    expect((await look()).home.mtime_ms).toBe(NOW - 60_000);
  });

  it('that are many are looked at 2,000 a tick, and none twice', async () => {
    addHomes(...Array.from({ length: 4_500 }, (_, index) => `u${String(index).padStart(4, '0')}`));
    const first = await look();
    const second = await look(first.home);
    const third = await look(second.home);
    expect([first, second, third].map(({ names }) => names.length)).toEqual([2_000, 2_000, 500]);
    expect(new Set([first, second, third].flatMap(({ names }) => names)).size).toBe(4_500);
    expect(first.home).toMatchObject({ mtime_ms: null, after: 'u1999' });
    expect(third.home).toMatchObject({ mtime_ms: NOW - 3_600_000, after: '' });
  });

  it('that come while many are looked at are found too, wherever their names stand', async () => {
    addHomes(...Array.from({ length: 2_001 }, (_, index) => `u${String(index).padStart(4, '0')}`));
    const first = await look();
    mkdirSync(join(folder, 'alice'));
    utimesSync(folder, NOW / 1000 - 1800, NOW / 1000 - 1800);
    const second = await look(first.home);
    expect(second).toMatchObject({ names: ['u2000'], home: { mtime_ms: null, after: '' } });
    expect((await look(second.home)).names[0]).toBe('alice');
  });

  it('whose folder is gone are a fault in words, and are looked at again when it is back', async () => {
    addHomes('alice');
    const first = await look();
    rmSync(folder, { recursive: true });
    const gone = await look(first.home);
    expect(gone).toEqual({
      names: [],
      home: { folder, mtime_ms: null, began_ms: null, after: '', fault: 'there is no such folder' },
    });
    mkdirSync(folder);
    addHomes('alice', 'bob');
    expect((await look(gone.home)).names).toEqual(['alice', 'bob']);
  });

  it('of another folder than last time are looked at from the beginning', async () => {
    addHomes('alice');
    const { home } = await look();
    expect((await look({ ...home, folder: '/elsewhere', after: 'zoe' })).names).toEqual(['alice']);
  });
});
