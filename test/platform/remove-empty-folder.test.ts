import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { removeEmptyFolder } from '../../src/platform/remove-empty-folder.ts';
import { emptyFolder } from '../scoreboard/place.ts';

test('I2 only an empty folder is removed', async () => {
  const top = emptyFolder();
  mkdirSync(join(top, 'empty'));
  mkdirSync(join(top, 'full'));
  writeFileSync(join(top, 'full/file'), '');
  expect(await removeEmptyFolder(join(top, 'empty'))).toBe(true);
  expect(await removeEmptyFolder(join(top, 'empty'))).toBe(false);
  expect(await removeEmptyFolder(join(top, 'full'))).toBe(false);
  expect(await removeEmptyFolder(join(top, 'full/file'))).toBe(false);
  expect([existsSync(join(top, 'empty')), existsSync(join(top, 'full/file'))]).toEqual([false, true]);
});
