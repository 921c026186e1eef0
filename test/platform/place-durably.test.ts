import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { digestFile, digestOf } from '../../src/platform/file-digest.ts';
import { placeDurably } from '../../src/platform/place-durably.ts';
import { emptyFolder } from '../scoreboard/place.ts';

/** printf abc | sha256sum; the example of FIPS 180-2. */
const ABC = { size: 3, sha256: 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad' };

let folder = '';
beforeEach(() => {
  folder = emptyFolder();
  writeFileSync(join(folder, 'abc'), 'abc');
});

describe('I2 a digest', () => {
  it('is the same of bytes, of a file, and of a copy that is made meanwhile', async () => {
    expect(digestOf(Buffer.from('abc'))).toEqual(ABC);
    expect(await digestFile(join(folder, 'abc'))).toEqual(ABC);
    const copy = join(folder, 'copy');
    expect(await placeDurably(copy, { file: join(folder, 'abc') }, { mode: 0o664 })).toEqual(ABC);
    expect(readFileSync(copy, 'utf8')).toBe('abc');
  });

  it('of a file of several pieces is of all of them', async () => {
    const bytes = Buffer.alloc(2_500_000, 'slurm');
    writeFileSync(join(folder, 'big'), bytes);
    expect(await placeDurably(join(folder, 'copy'), { file: join(folder, 'big') }, { mode: 0o664 })).toEqual(
      digestOf(bytes),
    );
    expect(readFileSync(join(folder, 'copy')).equals(bytes)).toBe(true);
  });
});

describe('I2 a file that is placed', () => {
  it.each([
    ['bytes', () => ({ bytes: Buffer.from('abc') })],
    ['a file', () => ({ file: join(folder, 'abc') })],
  ])('from %s has its mode, whatever the umask is', async (_, source) => {
    const umask = process.umask(0o077);
    try {
      expect(await placeDurably(join(folder, 'x'), source(), { mode: 0o775 })).toEqual(ABC);
    } finally {
      process.umask(umask);
    }
    expect(statSync(join(folder, 'x')).mode & 0o7777).toBe(0o775);
  });

  it('replaces nothing', async () => {
    const placing = placeDurably(join(folder, 'abc'), { bytes: Buffer.from('x') }, { mode: 0o664 });
    await expect(placing).rejects.toThrow('EEXIST');
    expect(readFileSync(join(folder, 'abc'), 'utf8')).toBe('abc');
  });

  it('stops when it is told to', async () => {
    const signal = AbortSignal.abort(new Error('enough'));
    const options = { mode: 0o664, signal };
    await expect(placeDurably(join(folder, 'x'), { file: join(folder, 'abc') }, options)).rejects.toThrow('enough');
    expect(existsSync(join(folder, 'x')) && readFileSync(join(folder, 'x'), 'utf8')).toBe('');
  });
});
