import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { userBoardSchema } from '../../../src/domain/board.ts';
import { openJson } from '../../../src/platform/checked-json.ts';
import { type FileOperations, realFileOperations } from '../../../src/platform/file-operations.ts';
import { type BoardsReport, buildBoards } from '../../../src/scoreboard/leaderboards/build-boards.ts';
import {
  boardFile,
  boardNumberFile,
  clusterLayout,
  mergedBoards,
} from '../../../src/scoreboard/rollups/root-layout.ts';
import { emptyRoot, seconds, writeCluster } from './counted-root.ts';

const DAY = '2026-09-30';
const NOON = seconds(`${DAY}T12:00:00Z`);

let root = '';
/** The clock of all hosts. */
let now = NOON;
beforeEach(() => {
  root = emptyRoot();
  now = NOON;
});
afterEach(() => rmSync(root, { recursive: true }));

/** A cluster's rollups say so many jobs now. */
const count = (cluster: string, jobs: number): void => writeCluster(root, cluster, [{ day: DAY, user: 'ann', jobs }]);

function build(ops: FileOperations = realFileOperations, asofSeconds?: number): Promise<BoardsReport> {
  const rules = { minJobs: 1, minAccountPeople: 1 };
  const asof = asofSeconds ?? (() => now);
  return buildBoards(
    { publishedName: (user) => user, namesKey: 'own', ops },
    { root, rules, staleAfterSeconds: 60, asofSeconds: asof },
  );
}

const folders = (): string[] => [
  mergedBoards(root),
  ...['bell', 'york'].map((name) => clusterLayout(root, name).boards),
];

/** What the boards of a folder say of the one user's jobs, and their instants: one of each where they are of one build. */
function said(folder: string): string {
  const boards = (['30d', '365d', 'alltime'] as const).map((window) => {
    const read = openJson(readFileSync(boardFile(folder, window, 'user')), userBoardSchema);
    if (!read.ok) throw new Error(read.detail);
    return `${read.value.users[0]?.values.jobs} at ${read.value.asof.slice(11, 19)}`;
  });
  return [...new Set(boards)].join(' and ');
}
const allSaid = (): string[] => folders().map(said);
const leftovers = (): string[] =>
  folders().flatMap((folder) => readdirSync(folder).filter((name) => /staged|commit\./.test(name)));

/** Boards of 3 jobs on two clusters; then there are 8, a minute later. */
async function twoClusters(): Promise<void> {
  count('bell', 1);
  count('york', 2);
  await build();
  count('bell', 3);
  count('york', 5);
  now += 60;
}
const BEFORE = ['3 at 12:00:00', '1 at 12:00:00', '2 at 12:00:00'];
const AFTER = ['8 at 12:01:00', '3 at 12:01:00', '5 at 12:01:00'];

describe('F4, F5 boards of two builders at once', () => {
  /** Operations before whose first claim of the merged boards another build comes in, so many times. */
  function overtakenTimes(times: number): FileOperations {
    let left = times;
    return {
      ...realFileOperations,
      link: async (from, to) => {
        if (to.startsWith(`${mergedBoards(root)}/`) && left-- > 0) {
          now += 1;
          await build();
          now += 1;
        }
        return realFileOperations.link(from, to);
      },
    };
  }

  it('who is overtaken twice leaves it at that: others have published all that it had read', async () => {
    await twoClusters();
    const report = await build(overtakenTimes(2));
    expect(report).toMatchObject({ overtaken: 6, findings: [] });
    expect(said(mergedBoards(root))).toBe('8 at 12:01:03');
    expect(leftovers()).toEqual([]);
  });

  it('boards of a given instant are tried for longer, and it is told when they could not be made', async () => {
    await twoClusters();
    expect(await build(overtakenTimes(5), NOON + 1)).toMatchObject({ overtaken: 0 });
    expect(said(mergedBoards(root))).toBe('8 at 12:00:01');
    expect(await build(overtakenTimes(8), NOON + 2)).toMatchObject({ overtaken: 6 });
  });
});

describe('T6 what is damaged beside the boards costs nothing', () => {
  it.each(['', 'x', '{"number":2}'])('a standing record that says %j is moved aside', async (text) => {
    await twoClusters();
    writeFileSync(join(mergedBoards(root), 'commit.2'), text);
    await build();
    expect(allSaid()).toEqual(AFTER);
    expect(readdirSync(mergedBoards(root)).filter((name) => name.endsWith('.bad'))).toHaveLength(1);
  });

  it.each(['number.json', 'alltime.json', 'commit.2'])('a folder in the place of %s is moved aside', async (name) => {
    await twoClusters();
    rmSync(join(mergedBoards(root), name), { force: true });
    mkdirSync(join(mergedBoards(root), name));
    await build();
    expect(allSaid()).toEqual(AFTER);
    expect(leftovers().filter((left) => !left.endsWith('.bad'))).toEqual([]);
  });

  it.each(['', '{}'])('a number that says %j begins anew', async (text) => {
    await twoClusters();
    writeFileSync(boardNumberFile(mergedBoards(root)), text);
    await build();
    expect(allSaid()).toEqual(AFTER);
    expect(JSON.parse(readFileSync(boardNumberFile(mergedBoards(root)), 'utf8'))).toMatchObject({ commit: 1 });
  });

  it('a number of a newer version is left alone, with exit code 5', async () => {
    await twoClusters();
    writeFileSync(boardNumberFile(mergedBoards(root)), '{"schema_version":2,"kind":"board-number","commit":"many"}');
    await expect(build()).rejects.toMatchObject({ exitCode: 5 });
    expect(said(mergedBoards(root))).toBe(BEFORE[0]);
  });
});
