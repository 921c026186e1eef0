import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { listFolders } from '../../src/platform/list-folders.ts';

const folder = mkdtempSync(join(tmpdir(), 'slurm-sb-folders-'));
afterAll(() => rmSync(folder, { recursive: true }));

describe('the folders in a folder', () => {
  it('are sorted; files and hidden ones are left out, links to folders are not', async () => {
    for (const name of ['b', 'a-1', 'a', '.hidden']) mkdirSync(join(folder, name));
    writeFileSync(join(folder, 'file'), '');
    symlinkSync(join(folder, 'b'), join(folder, 'c'));
    expect(await listFolders(folder)).toEqual(['a', 'a-1', 'b', 'c']);
  });

  it('none are there in an empty one, null where there is no folder', async () => {
    expect(await listFolders(join(folder, 'a'))).toEqual([]);
    expect(await listFolders(join(folder, 'nothing'))).toBe(null);
    expect(await listFolders(join(folder, 'file'))).toBe(null);
  });
});
