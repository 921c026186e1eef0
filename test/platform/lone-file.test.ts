import { mkdirSync, readdirSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { isLoneFile, removeLoneFiles } from '../../src/platform/lone-file.ts';
import { emptyFolder } from '../scoreboard/place.ts';

const DIGITS = '0123456789abcdef';
const NOW = 1_790_000_000;

it('knows the files that are written to replace another one by their names', () => {
  const names = [`.a.json.${DIGITS}.lone`, `.a.json.${DIGITS}.lone.123`, `.current.${DIGITS}.new`];
  expect(names.map(isLoneFile)).toEqual([true, true, true]);
  const others = [`a.json.${DIGITS}.lone`, '.a.json.012.lone', `.a.json.1.${DIGITS}.staged`, 'a.json', '.lone'];
  expect(others.map(isLoneFile)).toEqual([false, false, false, false, false]);
});

it('removes those that nobody writes any more, and nothing else', async () => {
  const folder = emptyFolder();
  const place = (name: string, age: number) => {
    writeFileSync(join(folder, name), '');
    utimesSync(join(folder, name), NOW - age, NOW - age);
  };
  place(`.old.json.${DIGITS}.lone`, 61);
  place(`.old.json.${DIGITS}.lone.4711`, 86_400);
  place(`.young.json.${DIGITS}.lone`, 59);
  // By the clock of another host.
  place(`.ahead.json.${DIGITS}.lone`, -7200);
  place('old.json', 86_400);
  mkdirSync(join(folder, `.folder.${DIGITS}.lone`));
  utimesSync(join(folder, `.folder.${DIGITS}.lone`), 1, 1);
  place('fresh.json', 0);
  expect(await removeLoneFiles([folder, join(folder, 'none')], join(folder, 'fresh.json'))).toBe(2);
  expect(readdirSync(folder)).toEqual([
    `.ahead.json.${DIGITS}.lone`,
    `.folder.${DIGITS}.lone`,
    `.young.json.${DIGITS}.lone`,
    'fresh.json',
    'old.json',
  ]);
});
