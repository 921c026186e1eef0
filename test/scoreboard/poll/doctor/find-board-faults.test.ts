import { copyFileSync, mkdirSync, readFileSync, rmSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import {
  addCluster,
  at,
  findingsOf,
  type GoodRoot,
  goodRoot,
  NOON,
  openModes,
  place,
  resealed,
  writeBoards,
} from './good-root.ts';

let good: GoodRoot;
beforeEach(async () => {
  good = await goodRoot();
});

const OF_HAMMER = 'clusters/hammer/leaderboards';
const path = (name: string): string => join(good.root, name);

describe('C11 F5 boards', () => {
  it.each<[string, () => void, string[]]>([
    [
      'one is missing',
      () => rmSync(path('leaderboards/rolling-30d.accounts.json')),
      ['root warning leaderboards/rolling-30d.accounts.json: the board is not there'],
    ],
    [
      'one is cut',
      () => place(path(`${OF_HAMMER}/alltime.json`), '{"schema_version":1,'),
      [`hammer error ${OF_HAMMER}/alltime.json: the board is damaged: it is not a JSON object`],
    ],
    [
      'one holds another window',
      () => copyFileSync(path('leaderboards/alltime.json'), path('leaderboards/rolling-365d.json')),
      ['root error leaderboards/rolling-365d.json: it is the board alltime of ALL'],
    ],
    [
      'one holds another cluster',
      () => copyFileSync(path('leaderboards/alltime.json'), path(`${OF_HAMMER}/alltime.json`)),
      [`hammer error ${OF_HAMMER}/alltime.json: it is the board alltime of ALL`],
    ],
    [
      'one is by account where it should be by user',
      () => copyFileSync(path('leaderboards/alltime.accounts.json'), path('leaderboards/alltime.json')),
      ['root error leaderboards/alltime.json: the board is damaged: by: Invalid input: expected "user"'],
    ],
    [
      'one is of a later version',
      () =>
        place(
          path('leaderboards/alltime.json'),
          resealed<object>(readFileSync(path('leaderboards/alltime.json'), 'utf8'), (board) => ({
            ...board,
            schema_version: 2,
          })),
        ),
      ['root error leaderboards/alltime.json: it was written by a newer slurm-sb (schema_version 2)'],
    ],
    [
      // The rollups of the good root are of 11:50:00.
      'those of a cluster are older than its rollups',
      () => {
        writeBoards(path(OF_HAMMER), 'hammer', '2026-09-15T11:49:59Z');
        writeBoards(path('leaderboards'), 'ALL', '2026-09-15T11:50:00Z');
      },
      [
        'alltime',
        'alltime.accounts',
        'rolling-30d',
        'rolling-30d.accounts',
        'rolling-365d',
        'rolling-365d.accounts',
      ].map(
        (name) =>
          `hammer warning ${OF_HAMMER}/${name}.json: the board of 2026-09-15T11:49:59Z is older than the rollups (2026-09-15T11:50:00Z)`,
      ),
    ],
  ])('%s', async (_, harm, expected) => {
    harm();
    expect(await findingsOf(good)).toEqual(expected);
  });

  it('the merged ones are as new as the newest cluster', async () => {
    await addCluster(good, 'negishi');
    openModes(good.root);
    expect((await findingsOf(good))[0]).toBe(
      'root warning leaderboards/alltime.json: the board of 2026-09-15T11:50:00Z is older than the rollups (2026-09-15T12:00:00Z)',
    );
  });

  it('may be older while somebody polls', async () => {
    writeBoards(path(OF_HAMMER), 'hammer', '2026-09-15T11:00:00Z');
    mkdirSync(good.hammer.lock);
    utimesSync(good.hammer.lock, at(NOON), at(NOON));
    expect(await findingsOf(good)).toEqual([]);
  });

  it('none are wanted where there is no rollup', async () => {
    rmSync(good.hammer.base, { recursive: true });
    rmSync(path('leaderboards'), { recursive: true });
    expect(await findingsOf(good)).toEqual([]);
  });
});
