import { mkdirSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { realFileOperations } from '../../../../src/platform/file-operations.ts';
import { ClusterStore } from '../../../../src/scoreboard/rollups/cluster-store.ts';
import { CutError, cutAfter } from '../../../platform/cut-file-operations.ts';
import { at, commitJobs, findingsOf, type GoodRoot, goodRoot, NOON, openModes, place, SETTINGS } from './good-root.ts';

let good: GoodRoot;
beforeEach(async () => {
  good = await goodRoot();
});

const TOKEN = '0123456789abcdef';
const RECORD = JSON.stringify({ number: 3, moves: [{ from: 'state/.a.3.x.staged', to: 'state/a' }] });
const CUT = 'a commit was cut between its files';

describe('T2 C11 leftovers of a poll that was killed', () => {
  it.each([
    ['a commit record', { 'state/commit.3': RECORD }, [`hammer error clusters/hammer/state/commit.3: ${CUT}`]],
    [
      'a commit record with its staged files',
      { 'state/commit.3': RECORD, [`agg/rollups/daily/.2026-09.json.3.${TOKEN}.staged`]: 'x' },
      [`hammer error clusters/hammer/state/commit.3: ${CUT}`],
    ],
    [
      'a damaged record',
      { 'state/commit.3': RECORD.slice(0, -1) },
      ['hammer error clusters/hammer/state/commit.3: the record of a commit that was cut is damaged'],
    ],
    [
      'a record under another number',
      { 'state/commit.4': RECORD },
      ['hammer error clusters/hammer/state/commit.4: the record of a commit that was cut is damaged'],
    ],
    [
      'staged files alone',
      { [`state/seen/.2026-09.bloom.3.${TOKEN}.staged`]: 'x', [`state/.poll_cursor.json.3.${TOKEN}.staged`]: 'x' },
      [
        `hammer warning clusters/hammer/state/.poll_cursor.json.3.${TOKEN}.staged: one of 2 temporary files of a commit that was never made; nothing of it was counted`,
      ],
    ],
    [
      'a health file half written',
      { [`state/.health.json.${TOKEN}.lone`]: 'x', [`state/.health.json.${TOKEN}.lone.2412`]: 'x' },
      [
        `hammer warning clusters/hammer/state/.health.json.${TOKEN}.lone: one of 2 temporary files of a program that was ended while it wrote`,
      ],
    ],
    [
      'a cursor moved aside',
      { 'state/poll_cursor.json.20260901T000000Z.bad': 'x' },
      [
        'hammer warning clusters/hammer/state/poll_cursor.json.20260901T000000Z.bad: it was moved aside: it could not be trusted, or a repair put another one in its place',
      ],
    ],
  ])('%s', async (_, files, expected) => {
    for (const [path, text] of Object.entries(files)) place(join(good.hammer.base, path), text, { ageSeconds: 61 });
    expect(await findingsOf(good)).toEqual(expected);
  });

  it('a commit in work under a lock is none', async () => {
    place(join(good.hammer.state, 'commit.3'), RECORD);
    place(join(good.hammer.state, `.poll_cursor.json.3.${TOKEN}.staged`), 'x');
    mkdirSync(good.hammer.lock);
    utimesSync(good.hammer.lock, at(NOON), at(NOON));
    expect(await findingsOf(good)).toEqual([]);
  });
});

describe('T2 C11 a real commit cut after each of its steps', () => {
  it('is found as long as recovery has something to do, and the months are not blamed for it', async () => {
    const seen = new Set<string>();
    for (let step = 1; ; step++) {
      good = await goodRoot();
      const store = await ClusterStore.open({
        layout: good.hammer,
        cluster: 'hammer',
        ops: cutAfter(realFileOperations, step),
        clock: good.clock,
        settings: SETTINGS,
        filterRate: 1e-4,
        start: { backfillStart: 0, spanSeconds: 86_400 },
      }).catch(asCut);
      const whole = store !== null && (await commitJobs(store, ['2026-09-10']).then(() => true, asCut)) === true;
      openModes(good.root);
      const findings = (await findingsOf(good)).filter((line) => !line.includes('is older than the rollups'));
      const kinds = findings.map((line) =>
        line.replace(/^.*?: /, '').replace(/^(one of \d+|a) temporary files?/, 'staged'),
      );
      expect(kinds.length, `cut after ${step}: ${findings}`).toBeLessThanOrEqual(1);
      for (const kind of kinds) seen.add(kind);
      if (whole) break;
    }
    expect([...seen].sort()).toEqual([CUT, 'staged of a commit that was never made; nothing of it was counted'].sort());
  });
});

function asCut(error: unknown): null {
  if (error instanceof CutError) return null;
  throw error;
}

describe('C11 leftovers of a build of boards, which takes no lock', () => {
  const STAGED = `.alltime.json.8.${TOKEN}.staged`;
  const leave = (folder: string, name: string, ageSeconds: number): void =>
    place(join(good.root, folder, name), 'x', { ageSeconds });

  it.each([
    ['leaderboards', 'root'],
    ['clusters/hammer/leaderboards', 'hammer'],
  ])('in %s: old ones are named, one that is being written is not', async (folder, whose) => {
    leave(folder, STAGED, 30);
    expect(await findingsOf(good)).toEqual([]);
    leave(folder, STAGED, 61);
    leave(folder, 'commit.8', 61);
    expect(await findingsOf(good)).toEqual([
      `${whose} warning ${folder}/${STAGED}: one of 2 temporary files of a build of these boards that was ended; the next build finishes or removes it`,
    ]);
  });

  it.each([
    ['', 'warning', 'the number of the boards is damaged: it is not a JSON object'],
    ['{"schema_version":2}', 'error', 'it was written by a newer slurm-sb (schema_version 2)'],
  ])('their number %j is looked at', async (text, level, what) => {
    place(join(good.root, 'leaderboards/number.json'), text);
    expect(await findingsOf(good)).toEqual([`root ${level} leaderboards/number.json: ${what}`]);
  });
});
