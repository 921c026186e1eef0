import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { placeFile } from '../../src/platform/place-file.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'place-file-'));
});
afterEach(async () => await rm(folder, { recursive: true }));

const modeOf = async (path: string): Promise<number> => (await stat(path)).mode & 0o777;

describe('placing a file', () => {
  it('makes the folders above it and gives it its mode, whatever the umask is', async () => {
    const path = join(folder, 'a/b/tool');
    const umask = process.umask(0o077);
    try {
      await placeFile(path, 'text', 0o755);
    } finally {
      process.umask(umask);
    }
    expect([await readFile(path, 'utf8'), await modeOf(path)]).toEqual(['text', 0o755]);
  });

  it('replaces what is there, mode included', async () => {
    const path = join(folder, 'tool');
    await placeFile(path, 'a longer text', 0o755);
    await placeFile(path, 'short', 0o644);
    expect([await readFile(path, 'utf8'), await modeOf(path)]).toEqual(['short', 0o644]);
  });
});
