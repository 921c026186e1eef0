import { readFileSync, rmSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Month } from '../../../../src/domain/calendar.ts';
import { sealJson } from '../../../../src/platform/checked-json.ts';
import { firstDiscovery } from '../../../../src/scoreboard/discovery/discovery-file.ts';
import type { Cursor } from '../../../../src/scoreboard/rollups/cursor.ts';
import { at, examine, findingsOf, type GoodRoot, goodRoot, NOON, place, resealed } from './good-root.ts';

const AUGUST = '2026-08' as Month;
const putDiscovery = ({ hammer }: GoodRoot, changes: object): void =>
  place(hammer.discovery, sealJson(JSON.stringify({ ...firstDiscovery('hammer'), ...changes })));
const putCursor = ({ hammer }: GoodRoot, changes: object): void =>
  place(
    hammer.cursor,
    resealed<Cursor>(readFileSync(hammer.cursor, 'utf8'), (cursor) => ({ ...cursor, ...changes })),
  );
const DISCOVERY = 'hammer warning clusters/hammer/state/discovery.json: ';

describe('C4 C11 finding users', () => {
  it.each([
    ['nobody found yet', {}, []],
    [
      'homes that cannot be looked at',
      { home: { folder: '/home', mtime_ms: null, began_ms: null, after: '', fault: 'there is no such folder' } },
      ['hammer warning /home: no home could be looked at: there is no such folder'],
    ],
    [
      'the same of a folder that is no longer the setting',
      { home: { folder: '/old', mtime_ms: null, began_ms: null, after: '', fault: 'there is no such folder' } },
      [],
    ],
    [
      'accounting that does not tell',
      { accounting: { asked_at: at(NOON), users: null, fault: 'no connection' } },
      [`${DISCOVERY}accounting did not tell its users: no connection`],
    ],
    [
      'a call for users that failed',
      { trouble: { at: at(NOON), detail: 'sacct: refused' } },
      [`${DISCOVERY}asking for new users failed at 2026-09-15T12:00:00Z: sacct: refused`],
    ],
    ['another cluster’s file', { cluster: 'bell' }, [`${DISCOVERY}it is of bell`]],
    [
      'a file without a field',
      { users: undefined },
      [`${DISCOVERY}it is damaged: users: Invalid input: expected array, received undefined`],
    ],
    [
      'a later version’s file',
      { schema_version: 2 },
      ['hammer error clusters/hammer/state/discovery.json: it was written by a newer slurm-sb (schema_version 2)'],
    ],
  ])('%s', async (_, changes, expected) => {
    const good = await goodRoot(NOON, { discovery: 'true', home_folder: '/home' });
    putDiscovery(good, changes);
    expect(await findingsOf(good)).toEqual(expected);
  });
});

describe('T7 C11 months without days', () => {
  it('are no fault where keep_months removed them, whichever of the files is gone', async () => {
    const good = await goodRoot();
    putCursor(good, { kept_from: '2026-09' });
    rmSync(good.hammer.daily(AUGUST));
    rmSync(good.hammer.filter(AUGUST));
    expect(await findingsOf(good)).toEqual([]);
  });

  it('that were to be removed and are still there are named', async () => {
    const good = await goodRoot();
    putCursor(good, { kept_from: '2026-09' });
    rmSync(good.hammer.daily(AUGUST));
    expect(await findingsOf(good)).toEqual([
      'hammer warning clusters/hammer/state/seen/2026-08.bloom: it is of a month before 2026-09 and was to be removed (keep_months)',
    ]);
    const [finding] = (await examine(good)).findings;
    expect(finding?.remedy).toBe(
      `Run slurm-sb poll --cluster hammer --root ${good.root}: once it is caught up it removes them.`,
    );
  });

  it('a backfill_start before what can still be counted', async () => {
    const good = await goodRoot(NOON, { backfill_start: '2025-01-01' });
    putCursor(good, { kept_from: '2026-08' });
    expect(await findingsOf(good)).toEqual([
      'hammer warning clusters/hammer/state/poll_cursor.json: backfill_start is 2025-01-01T00:00:00Z, but what ended before 2026-08 is counted no more (keep_months)',
    ]);
  });
});

describe('F1 C11 files of an older version', () => {
  it('are named, with the command that rewrites them', async () => {
    const good = await goodRoot();
    const {
      kept_from: _,
      schema_version: __,
      checksum: ___,
      ...cursor
    } = JSON.parse(readFileSync(good.hammer.cursor, 'utf8'));
    place(good.hammer.cursor, sealJson(JSON.stringify({ schema_version: 1, ...cursor })));
    const { findings } = await examine(good);
    expect(findings.map(({ what, remedy }) => [what, remedy])).toEqual([
      ['it is of an older version', `Run slurm-sb migrate --root ${good.root}; until then it is read as it is.`],
    ]);
  });
});
