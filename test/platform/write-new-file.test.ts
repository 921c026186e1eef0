import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { writeNewFile } from '../../src/platform/write-new-file.ts';

const folder = mkdtempSync(join(tmpdir(), 'slurm-sb-new-file-'));
afterAll(() => rmSync(folder, { recursive: true }));

describe('a file that is written only where there is none', () => {
  test('F7 is whole, group-writable, and leaves nothing beside it', async () => {
    const path = join(folder, 'a');
    const before = process.umask(0o077);
    try {
      expect(await writeNewFile(path, Buffer.from('text'))).toBe(true);
    } finally {
      process.umask(before);
    }
    expect(readFileSync(path, 'utf8')).toBe('text');
    expect((statSync(path).mode & 0o7777).toString(8)).toBe('664');
    expect(readdirSync(folder)).toEqual(['a']);
  });

  test('an old one stays as it was', async () => {
    const path = join(folder, 'a');
    writeFileSync(path, 'old');
    expect(await writeNewFile(path, Buffer.from('new'))).toBe(false);
    expect(readFileSync(path, 'utf8')).toBe('old');
    expect(readdirSync(folder)).toEqual(['a']);
  });

  test('of two at once exactly one wins', async () => {
    const path = join(folder, 'b');
    const texts = ['one', 'two', 'three', 'four'];
    const won = await Promise.all(texts.map((text) => writeNewFile(path, Buffer.from(text))));
    expect(won.filter(Boolean).length).toBe(1);
    expect(readFileSync(path, 'utf8')).toBe(texts[won.indexOf(true)]);
  });

  test('without its folder it fails', async () => {
    await expect(writeNewFile(join(folder, 'none/c'), Buffer.from(''))).rejects.toMatchObject({ code: 'ENOENT' });
  });
});
