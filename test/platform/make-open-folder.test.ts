import { chmodSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { makeOpenFolder } from '../../src/platform/make-open-folder.ts';

const folder = mkdtempSync(join(tmpdir(), 'slurm-sb-open-folder-'));
afterAll(() => rmSync(folder, { recursive: true }));
const mode = (path: string): string => (statSync(path).mode & 0o7777).toString(8);

test('C18 everybody may add files to a new open folder; an old one keeps its mode', async () => {
  const path = join(folder, 'a');
  const before = process.umask(0o077);
  try {
    await makeOpenFolder(path);
  } finally {
    process.umask(before);
  }
  expect(mode(path)).toBe('1777');
  chmodSync(path, 0o755);
  await makeOpenFolder(path);
  expect(mode(path)).toBe('755');
});
