import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { checkedTail, fitsChecksum, hasIntactChecksum } from '../../src/platform/checked-tail.ts';
import { readChecksum } from '../../src/platform/read-checksum.ts';

const folder = mkdtempSync(join(tmpdir(), 'slurm-sb-tail-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** `printf '{"a":1}' | sha256sum` */
const SUM = 'sha256:015abd7f5cc57a2dd94b7590f04ad8084273905ee33ec5cebeae62276a97f862';
const GOOD = Buffer.from(`{"a":1,"checksum":"${SUM}"}\n`);
const read = async (bytes: Buffer): Promise<string | null> => {
  writeFileSync(join(folder, 'a.json'), bytes);
  return readChecksum(join(folder, 'a.json'));
};

describe('T6 the end of a checked file', () => {
  it('gives the checksum and where the rest ends', async () => {
    expect(checkedTail(GOOD)).toEqual({ bodyEnd: 6, checksum: SUM });
    expect(await read(GOOD)).toBe(SUM);
  });

  it('tells whether the bytes are as they were', () => {
    const changed = Buffer.from(GOOD.toString().replace('1,', '2,'));
    expect([GOOD, changed, GOOD.subarray(0, 20)].map(hasIntactChecksum)).toEqual([true, false, false]);
  });

  it('also of a file much longer than it', async () => {
    const long = Buffer.concat([Buffer.from(`{"b":"${'ü'.repeat(5000)}"`), GOOD.subarray(6)]);
    expect(checkedTail(long)?.bodyEnd).toBe(10_007);
    expect(await read(long)).toBe(SUM);
  });

  it.each([
    ['no checksum', '{"a":1}'],
    ['a cut one', GOOD.toString().slice(0, -3)],
    ['something behind it', `${GOOD}x`],
    ['capital digits', GOOD.toString().replace('015abd', '015ABD')],
    ['an empty file', ''],
  ])('%s: there is none', async (_, text) => {
    expect(checkedTail(Buffer.from(text))).toBe(null);
    expect(await read(Buffer.from(text))).toBe(null);
  });

  it('no file, or a folder, has none', async () => {
    expect(await readChecksum(join(folder, 'nothing'))).toBe(null);
    expect(await readChecksum(folder)).toBe(null);
  });

  it('fits the bytes, and no others', () => {
    const fits = (text: string): boolean => {
      const bytes = Buffer.from(text);
      return fitsChecksum(bytes, checkedTail(bytes)!);
    };
    expect(fits(GOOD.toString())).toBe(true);
    expect(fits(GOOD.toString().trimEnd())).toBe(true);
    expect(fits(GOOD.toString().replace('"a":1', '"a":2'))).toBe(false);
    expect(fits(GOOD.toString().replace('"a":1', '"a": 1'))).toBe(false);
  });
});
