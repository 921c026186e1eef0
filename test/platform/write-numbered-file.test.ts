import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { writeNumberedFile } from '../../src/platform/write-numbered-file.ts';
import { emptyFolder } from '../scoreboard/place.ts';

test('takes the first name that is free and leaves the others as they are', async () => {
  const folder = emptyFolder();
  const stem = join(folder, 'board');
  writeFileSync(`${stem}.csv`, 'mine');
  expect(await writeNumberedFile(stem, '.csv', 'rank\n')).toBe(`${stem}-2.csv`);
  expect(await writeNumberedFile(stem, '.csv', 'rank,user\n')).toBe(`${stem}-3.csv`);
  expect(readdirSync(folder).sort()).toEqual(['board-2.csv', 'board-3.csv', 'board.csv']);
  expect(readFileSync(`${stem}.csv`, 'utf8')).toBe('mine');
  expect(readFileSync(`${stem}-3.csv`, 'utf8')).toBe('rank,user\n');
});

test('throws what the file system says', async () => {
  await expect(writeNumberedFile(join(emptyFolder(), 'none/board'), '.csv', '')).rejects.toThrow(/ENOENT/);
});
