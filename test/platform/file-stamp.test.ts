import { appendFileSync, renameSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { fileStamp } from '../../src/platform/file-stamp.ts';
import { emptyFolder } from '../scoreboard/place.ts';

test('a stamp is the same until the file is written to, replaced or gone', async () => {
  const path = join(emptyFolder(), 'a');
  writeFileSync(path, 'one');
  const first = await fileStamp(path);
  expect(await fileStamp(path)).toBe(first);

  utimesSync(path, 1_000_000, 1_000_000);
  const touched = await fileStamp(path);
  expect(touched).not.toBe(first);

  // As long, and of the same time.
  writeFileSync(`${path}.new`, 'two');
  utimesSync(`${path}.new`, 1_000_000, 1_000_000);
  renameSync(`${path}.new`, path);
  const replaced = await fileStamp(path);
  expect(replaced).not.toBe(touched);

  appendFileSync(path, '!');
  utimesSync(path, 1_000_000, 1_000_000);
  expect(await fileStamp(path)).not.toBe(replaced);
});

test('what cannot be looked at has a stamp too', async () => {
  const folder = emptyFolder();
  expect(await fileStamp(join(folder, 'none'))).toBe('ENOENT');
  writeFileSync(join(folder, 'file'), '');
  expect(await fileStamp(join(folder, 'file/below'))).toBe('ENOTDIR');
});
