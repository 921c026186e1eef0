import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { userBoardSchema } from '../../src/domain/board.ts';
import { openJson } from '../../src/platform/checked-json.ts';
import { type FileOperations, realFileOperations } from '../../src/platform/file-operations.ts';
import { type BoardsReport, buildBoards } from '../../src/scoreboard/leaderboards/build-boards.ts';
import { boardFile, clusterLayout, mergedBoards } from '../../src/scoreboard/rollups/root-layout.ts';
import { CutError, cutAfter } from '../platform/cut-file-operations.ts';
import { sleeper } from '../platform/sleeping-file-operations.ts';
import { seconds, writeCluster } from '../scoreboard/leaderboards/counted-root.ts';
import { emptied, quickFolder, spread } from './quick-folder.ts';
import { compareJobs, report, trials } from './trials.ts';

const DAY = '2026-09-30';
const NOON = seconds(`${DAY}T12:00:00Z`);

let root = '';
/** The clock of all hosts. */
let now = NOON;
beforeAll(() => {
  root = quickFolder();
});
afterAll(() => rmSync(root, { recursive: true }));

/** A cluster's rollups say so many jobs now. */
const count = (cluster: string, jobs: number): void => writeCluster(root, cluster, [{ day: DAY, user: 'ann', jobs }]);

function build(ops: FileOperations = realFileOperations): Promise<BoardsReport> {
  const rules = { minJobs: 1, minAccountPeople: 1 };
  const options = { root, rules, staleAfterSeconds: 60, asofSeconds: () => now };
  return buildBoards({ publishedName: (user) => user, namesKey: 'own', ops }, options);
}

const folders = (): string[] => [
  mergedBoards(root),
  ...['bell', 'york'].map((name) => clusterLayout(root, name).boards),
];

/** The one user's jobs on the boards of a folder, and their instants: one of each where they are of one build. */
function said(folder: string): string {
  const boards = (['30d', '365d', 'alltime'] as const).map((window) => {
    const read = openJson(readFileSync(boardFile(folder, window, 'user')), userBoardSchema);
    if (!read.ok) throw new Error(read.detail);
    return `${read.value.users[0]?.values.jobs} at ${read.value.asof.slice(11, 19)}`;
  });
  return [...new Set(boards)].join(' and ');
}
const allSaid = (): string[] => folders().map(said);
const jobsOnBoards = (): Record<string, number> =>
  Object.fromEntries(folders().map((folder) => [folder, Number.parseInt(said(folder), 10)]));
const leftovers = (): string[] =>
  folders().flatMap((folder) => readdirSync(folder).filter((name) => /staged|commit\./.test(name)));

const BEFORE = ['3 at 12:00:00', '1 at 12:00:00', '2 at 12:00:00'];
const AFTER = ['8 at 12:01:00', '3 at 12:01:00', '5 at 12:01:00'];
/** Jobs that the boards say for {@link AFTER} where they are, and a root of {@link BEFORE} whose rollups are a minute on. */
async function beforeAndAfter(): Promise<void> {
  emptied(root);
  now = NOON;
  count('bell', 1);
  count('york', 2);
  await build();
  count('bell', 3);
  count('york', 5);
  now += 60;
}
const expected = (merged: number, bell: number, york: number): Record<string, number> =>
  Object.fromEntries(folders().map((folder, index) => [folder, [merged, bell, york][index]!]));

async function operationsOfBuild(): Promise<number> {
  await beforeAndAfter();
  const counting = cutAfter(realFileOperations, Number.POSITIVE_INFINITY);
  await build(counting);
  return counting.done();
}

describe('T2 boards', () => {
  it('cut at every file operation are, folder by folder, those before or after; the next build makes all right', async () => {
    const total = await operationsOfBuild();
    const cuts = spread(total, trials({ small: 40, full: total }));
    const states = new Set<string>();
    const sum = { lost: 0, doubled: 0 };
    for (const cut of cuts) {
      await beforeAndAfter();
      await expect(build(cutAfter(realFileOperations, cut)), `cut ${cut}`).rejects.toThrow(CutError);
      // What the next build does before anything else: it is cut where it would stage boards of its own.
      now += 60;
      const recovering = { ...realFileOperations, writeNew: () => Promise.reject(new CutError()) };
      await expect(build(recovering), `cut ${cut}`).rejects.toThrow(CutError);
      for (const [index, text] of allSaid().entries()) {
        expect([BEFORE[index], AFTER[index]], `cut ${cut}`).toContain(text);
        states.add(text);
      }
      await build();
      expect(leftovers(), `cut ${cut}`).toEqual([]);
      const { lost, doubled } = compareJobs(jobsOnBoards(), expected(8, 3, 5));
      sum.lost += lost;
      sum.doubled += doubled;
    }
    report({ fault: 'boards cut at each file operation', trials: cuts.length, ...sum });
    expect(sum).toEqual({ lost: 0, doubled: 0 });
    expect(states).toEqual(new Set([...BEFORE, ...AFTER]));
  });

  it('of a builder that slept at any file operation never take the place of later ones', async () => {
    const total = await operationsOfBuild();
    const places = spread(total, trials({ small: 40, full: total }));
    const sum = { lost: 0, doubled: 0 };
    let again = 0;
    for (const at of places) {
      await beforeAndAfter();
      const slow = sleeper(realFileOperations, at);
      const late = build(slow.ops);
      await slow.asleep;
      count('york', 6);
      now += 60;
      await build();
      const between = allSaid();
      expect(between, `slept at ${at}`).toEqual(['9 at 12:02:00', '3 at 12:02:00', '6 at 12:02:00']);
      now += 60;
      slow.wake();
      await late;
      // Whatever it had read before it slept: what stands is as new as what the other made, or was made anew.
      for (const [index, text] of allSaid().entries()) {
        expect([between[index], between[index]!.replace('12:02', '12:03')], `slept at ${at}`).toContain(text);
      }
      if (allSaid()[0] !== between[0]) again++;
      const { lost, doubled } = compareJobs(jobsOnBoards(), expected(9, 3, 6));
      sum.lost += lost;
      sum.doubled += doubled;
      now += 60;
      await build();
      expect(leftovers(), `slept at ${at}`).toEqual([]);
    }
    const note = `${again} made their boards again`;
    report({ fault: 'boards: one asleep at each file operation', trials: places.length, ...sum, note });
    expect(sum).toEqual({ lost: 0, doubled: 0 });
    expect(again).toBeGreaterThan(places.length / 4);
  });
});
