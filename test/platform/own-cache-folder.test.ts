import { chmodSync, chownSync, mkdirSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ownCacheFolder } from '../../src/platform/own-cache-folder.ts';
import { emptyFolder } from '../scoreboard/place.ts';

const UID = process.geteuid?.() ?? -1;
const OTHER_UID = 4_000_000;
const mode = (path: string): string => (statSync(path).mode & 0o777).toString(8);

describe('B5 a folder for caches', () => {
  it('is made below ~/.cache, for its owner alone', () => {
    const home = emptyFolder();
    expect(ownCacheFolder({ env: {}, home, uid: UID }, 'x')).toBe(join(home, '.cache/x'));
    expect([mode(join(home, '.cache')), mode(join(home, '.cache/x'))]).toEqual(['700', '700']);
    expect(ownCacheFolder({ env: {}, home, uid: UID }, 'x')).toBe(join(home, '.cache/x'));
  });

  it('is made below XDG_CACHE_HOME where that is absolute', () => {
    const [home, place] = [emptyFolder(), emptyFolder()];
    const given = join(place, 'caches');
    expect(ownCacheFolder({ env: { XDG_CACHE_HOME: given }, home, uid: UID }, 'x')).toBe(join(given, 'x'));
    for (const text of ['caches', '']) {
      expect(ownCacheFolder({ env: { XDG_CACHE_HOME: text }, home, uid: UID }, 'x')).toBe(join(home, '.cache/x'));
    }
  });

  it('may lie behind a link of the user', () => {
    const [home, scratch] = [emptyFolder(), emptyFolder()];
    symlinkSync(scratch, join(home, '.cache'));
    expect(ownCacheFolder({ env: {}, home, uid: UID }, 'x')).toBe(join(home, '.cache/x'));
  });

  it('is not to be had without a home, and makes none', () => {
    const home = join(emptyFolder(), 'nobody');
    expect(ownCacheFolder({ env: {}, home, uid: UID }, 'x')).toBe(null);
    expect(statSync(home, { throwIfNoEntry: false })).toBeUndefined();
    expect(ownCacheFolder({ env: {}, home: '/proc', uid: UID }, 'x')).toBe(null);
    expect(ownCacheFolder({ env: {}, home: '', uid: UID }, 'x')).toBe(null);
  });

  it.each([
    ['a file is in its place', (home: string) => writeFileSync(join(home, '.cache'), '')],
    ['a file is in the place of the folder', (home: string) => writeFileSync(made(home, '.cache', 'x'), '')],
    ['others may write above it', (home: string) => chmodSync(made(home, '.cache'), 0o777)],
    ['a group may write above it', (home: string) => chmodSync(made(home, '.cache'), 0o770)],
    ['others may write it', (home: string) => chmodSync(made(home, '.cache/x'), 0o707)],
  ])('is not to be had where %s', (_, prepare) => {
    const home = emptyFolder();
    prepare(home);
    expect(ownCacheFolder({ env: {}, home, uid: UID }, 'x')).toBe(null);
  });

  it("is not to be had where the home's folder is another user's", () => {
    const home = emptyFolder();
    made(home, '.cache/x');
    expect(ownCacheFolder({ env: {}, home, uid: OTHER_UID }, 'x')).toBe(null);
  });

  it.runIf(UID === 0)("is not to be had for root in somebody else's home, even where root made it", () => {
    const home = emptyFolder();
    expect(ownCacheFolder({ env: {}, home, uid: 0 }, 'x')).toBe(join(home, '.cache/x'));
    chownSync(home, OTHER_UID, OTHER_UID);
    expect(ownCacheFolder({ env: {}, home, uid: 0 }, 'x')).toBe(null);
  });
});

/** Makes a folder below a home, and gives its path, or that of a name in it. */
function made(home: string, folder: string, name = ''): string {
  mkdirSync(join(home, folder), { recursive: true, mode: 0o700 });
  return join(home, folder, name);
}
