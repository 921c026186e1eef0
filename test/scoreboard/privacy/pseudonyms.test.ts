import { chmodSync, linkSync, mkdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { makePseudonymKey, readPseudonymKey } from '../../../src/scoreboard/privacy/pseudonym-key.ts';
import { isPseudonym, pseudonymOf } from '../../../src/scoreboard/privacy/pseudonyms.ts';
import { emptyFolder } from '../place.ts';

const KEY = Buffer.from(Array.from({ length: 32 }, (_, index) => index));
const OTHER_KEY = Buffer.alloc(32, 7);

describe('F6 pseudonyms', () => {
  // By Python's hmac and hashlib.
  it.each([
    [KEY, 'alice', 'user-iwmiid2brk'],
    [KEY, 'bob', 'user-qt6cvv52eq'],
    [KEY, '(none) ü', 'user-4flkrqdlsb'],
    [OTHER_KEY, 'alice', 'user-4wftruevxj'],
    [OTHER_KEY, 'bob', 'user-kjhzzfqci4'],
  ])('are ten base-32 characters of an HMAC-SHA-256 under the key', (key, user, pseudonym) => {
    expect(pseudonymOf(key, user)).toBe(pseudonym);
    expect(isPseudonym(pseudonym)).toBe(true);
  });

  it('20,000 people have 20,000 of them, and none of them under another key', () => {
    const users = Array.from({ length: 20_000 }, (_, index) => `person${index}`);
    const mine = new Set(users.map((user) => pseudonymOf(KEY, user)));
    expect(mine.size).toBe(20_000);
    expect(users.filter((user) => mine.has(pseudonymOf(OTHER_KEY, user)))).toEqual([]);
  });

  it.each(['alice', 'user-alice', 'user-iwmiid2brk1', 'user-IWMIID2BRK', 'xuser-iwmiid2brk', ''])(
    '%s is none',
    (name) => {
      expect(isPseudonym(name)).toBe(false);
    },
  );
});

describe('F6 the key', () => {
  const place = (): { root: string; path: string } => {
    const root = emptyFolder();
    mkdirSync(join(root, 'config'));
    return { root, path: join(root, 'config/pseudonym.key') };
  };

  it('is made once, random, and for nobody else', async () => {
    const { root, path } = place();
    expect(await readPseudonymKey(root)).toBe(null);
    const [first, second] = await Promise.all([makePseudonymKey(root), makePseudonymKey(root)]);
    expect(first).toEqual(second);
    expect(await readPseudonymKey(root)).toEqual(first);
    expect([first.length, (statSync(path).mode & 0o7777).toString(8)]).toEqual([32, '660']);
    expect(readFileSync(path, 'utf8')).toMatch(/^[0-9a-f]{64}\n$/);
    expect(await makePseudonymKey(place().root)).not.toEqual(first);
  });

  it.each([
    ['readable by others', (path: string) => chmodSync(path, 0o664), 'others may use it'],
    ['writable by others', (path: string) => chmodSync(path, 0o662), 'others may use it'],
    ['too short', (path: string) => writeFileSync(path, 'abcd\n'), 'it does not hold 64 hex digits'],
    [
      'a link',
      (path: string) => {
        linkSync(path, `${path}.real`);
        rmSync(path);
        symlinkSync(`${path}.real`, path);
      },
      'it is a link and no file',
    ],
  ])('is refused: %s', async (_, harm, message) => {
    const { root, path } = place();
    await makePseudonymKey(root);
    harm(path);
    await expect(makePseudonymKey(root)).rejects.toThrow(`${path}: ${message}`);
  });
});
