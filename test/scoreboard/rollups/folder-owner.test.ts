import { cpSync, mkdirSync, readFileSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { type StrangersFolder, strangersFolder } from '../../../src/scoreboard/rollups/folder-owner.ts';
import { clusterLayout } from '../../../src/scoreboard/rollups/root-layout.ts';
import { type GoodRoot, goodRoot } from '../poll/doctor/good-root.ts';

let good: GoodRoot;
beforeEach(async () => {
  good = await goodRoot();
});

const look = (name: string): Promise<StrangersFolder | null> => strangersFolder(clusterLayout(good.root, name));
const folder = (name: string): string => clusterLayout(good.root, name).base;
const isCopyOf = (of: string) => expect.objectContaining({ of, isCopy: true });

describe('a folder that holds another cluster’s history', () => {
  it.each([
    ['a copy', () => undefined],
    ['a copy without its cursor', () => rmSync(clusterLayout(good.root, 'old').cursor)],
    ['a copy whose cursor is damaged', () => writeFileSync(clusterLayout(good.root, 'old').cursor, '{')],
    ['a copy of the rollups alone', () => rmSync(clusterLayout(good.root, 'old').state, { recursive: true })],
    ['a copy of the state alone', () => rmSync(join(folder('old'), 'agg'), { recursive: true })],
  ])('%s is told', async (_, harm) => {
    cpSync(folder('hammer'), folder('old'), { recursive: true });
    harm();
    expect(await look('old')).toEqual(isCopyOf('hammer'));
    expect(await look('hammer')).toBeNull();
  });

  it('a link to it is told as a copy', async () => {
    symlinkSync('hammer', folder('old'));
    expect(await look('old')).toEqual(isCopyOf('hammer'));
  });

  it('one that was renamed is told from a copy', async () => {
    renameSync(folder('hammer'), folder('old'));
    expect(await look('old')).toMatchObject({ of: 'hammer', isCopy: false });
  });

  it.each([
    ['an empty folder', () => mkdirSync(folder('old'))],
    [
      'a cluster with files of another one in it',
      () => {
        cpSync(folder('hammer'), folder('old'), { recursive: true });
        const { cursor } = clusterLayout(good.root, 'hammer');
        writeFileSync(clusterLayout(good.root, 'old').cursor, String(readFileSync(cursor)));
        const own = String(readFileSync(clusterLayout(good.root, 'hammer').monthly('2026-08' as never)));
        writeFileSync(clusterLayout(good.root, 'old').monthly('2026-08' as never), own.replace('"hammer"', '"old"'));
      },
    ],
    [
      'a folder in which files lie in the places of folders',
      () => {
        mkdirSync(dirname(clusterLayout(good.root, 'old').monthlyFolder), { recursive: true });
        writeFileSync(clusterLayout(good.root, 'old').monthlyFolder, '');
        writeFileSync(clusterLayout(good.root, 'old').state, '');
      },
    ],
  ])('%s is none', async (_, make) => {
    make();
    expect(await look('old')).toBeNull();
  });
});
