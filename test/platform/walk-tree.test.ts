import { chmodSync, mkdirSync, mkdtempSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type TreeEntry, walkTree } from '../../src/platform/walk-tree.ts';

const folder = mkdtempSync(join(tmpdir(), 'slurm-sb-walk-'));
for (const name of ['b', 'b/c', 'a']) mkdirSync(join(folder, name));
for (const name of ['b/c/2', 'b/c/.1', 'z']) writeFileSync(join(folder, name), '');
symlinkSync('b', join(folder, 'link'));
chmodSync(join(folder, 'b'), 0o2775);
chmodSync(join(folder, 'z'), 0o640);
utimesSync(join(folder, 'z'), 1_788_220_800, 1_788_220_800);

async function walk(path: string): Promise<TreeEntry[]> {
  const entries: TreeEntry[] = [];
  for await (const entry of walkTree(path)) entries.push(entry);
  return entries;
}

describe('C11 everything below a folder', () => {
  it('comes folder before content, by name, hidden files too, links as themselves', async () => {
    const entries = await walk(folder);
    expect(entries.map(({ path, kind }) => `${relative(folder, path) || '.'} ${kind}`)).toEqual([
      '. folder',
      'a folder',
      'b folder',
      'b/c folder',
      'b/c/.1 file',
      'b/c/2 file',
      'link other',
      'z file',
    ]);
  });

  it('with mode and time', async () => {
    const entries = await walk(folder);
    expect(entries.at(-1)).toEqual({
      path: join(folder, 'z'),
      name: 'z',
      kind: 'file',
      mode: 0o640,
      mtimeMs: 1_788_220_800_000,
      closed: null,
    });
    expect(entries.find(({ name }) => name === 'b')?.mode).toBe(0o2775);
  });

  it('a file is itself, nothing is nothing', async () => {
    expect((await walk(join(folder, 'z'))).map(({ name }) => name)).toEqual(['z']);
    expect(await walk(join(folder, 'none'))).toEqual([]);
    expect(await walk(join(folder, 'z/none'))).toEqual([]);
  });
});
