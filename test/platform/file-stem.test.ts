import { describe, expect, it } from 'vitest';
import { encodeFileStem } from '../../src/platform/file-stem.ts';

describe('P4 a name as the stem of a file name', () => {
  it.each([
    ['lower case, digits, dash and underscore stay', 'j_doe-2', 'j_doe-2'],
    ['an inner dot stays', 'j.doe', 'j.doe'],
    ['a dot at the end stays', 'j.', 'j.'],
    ['a dot in front would hide the file', '.profile', '%2Eprofile'],
    ['this folder', '.', '%2E'],
    ['the folder above', '..', '%2E.'],
    ['a way out', '../../etc/passwd', '%2E.%2F..%2Fetc%2Fpasswd'],
    ['an absolute path', '/etc/passwd', '%2Fetc%2Fpasswd'],
    ['a backslash', 'a\\b', 'a%5Cb'],
    ['capitals, for file systems that ignore case', 'Bob', '%42ob'],
    ['the sign of the encoding itself', '%41', '%2541'],
    ['white space', 'a b', 'a%20b'],
    ['control characters', 'a\u0000\u001b\n', 'a%00%1B%0A'],
    ['two bytes of UTF-8', 'é', '%C3%A9'],
    ['four bytes of UTF-8', '🦆', '%F0%9F%A6%86'],
    ['an account of no name', '(none)', '%28none%29'],
  ])('%s', (_sentence, name, stem) => {
    expect(encodeFileStem(name)).toBe(stem);
  });

  it('120 characters stay, 121 are cut and end in a hash', () => {
    expect(encodeFileStem('a'.repeat(120))).toBe('a'.repeat(120));
    expect(encodeFileStem('a'.repeat(121))).toMatch(/^a{80,}%.+$/);
    expect(encodeFileStem('a'.repeat(121))).not.toMatch(/^a+$/);
  });

  it.each([
    ['10 kB of letters', 'a'.repeat(10_000)],
    ['10 kB of slashes', '/'.repeat(10_000)],
    ['10 kB of four-byte letters', '🦆'.repeat(2500)],
    ['10 kB of dots', '.'.repeat(10_000)],
  ])('%s are as long as a file name may be', (_sentence, name) => {
    expect(encodeFileStem(name).length).toBeLessThanOrEqual(120);
    expect(encodeFileStem(name)).toMatch(/^[a-z0-9_%.A-F-]+$/);
  });

  it('long names that differ at the end differ', () => {
    expect(encodeFileStem(`${'a'.repeat(500)}b`)).not.toBe(encodeFileStem(`${'a'.repeat(500)}c`));
  });

  // Known fault: a hash behind a plain `%` may begin with two digits and then reads like an encoded byte.
  it('no short name has the stem of a long one, even one made for it', () => {
    const long = Array.from({ length: 1000 }, (_, index) => `${'a'.repeat(120)}${index}`);
    const twins = long.map((name) => ({ name, twin: decodeURIComponentOrNull(encodeFileStem(name)) }));
    const collisions = twins.filter(({ twin }) => twin !== null);
    expect(
      collisions.filter(({ name, twin }) => twin !== null && encodeFileStem(twin) === encodeFileStem(name)),
    ).toEqual([]);
  });
});

function decodeURIComponentOrNull(stem: string): string | null {
  try {
    return decodeURIComponent(stem);
  } catch {
    return null;
  }
}
