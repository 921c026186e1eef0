import { mkdirSync, realpathSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { nearestFolder } from '../../src/platform/nearest-folder.ts';
import { emptyFolder } from '../scoreboard/place.ts';

test('I2 the nearest folder above what is not there, without links', async () => {
  const top = realpathSync(emptyFolder());
  mkdirSync(join(top, 'real/inner'), { recursive: true });
  symlinkSync('real', join(top, 'link'));
  writeFileSync(join(top, 'file'), '');
  expect(await nearestFolder(join(top, 'link/inner'))).toBe(join(top, 'real/inner'));
  expect(await nearestFolder(join(top, 'link/none/deeper'))).toBe(join(top, 'real'));
  expect(await nearestFolder(join(top, 'file/none'))).toBe(top);
  expect(await nearestFolder('/nonexistent/a/b')).toBe('/');
});
