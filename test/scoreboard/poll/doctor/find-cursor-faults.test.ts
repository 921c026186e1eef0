import { readFileSync, rmSync } from 'node:fs';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Cursor } from '../../../../src/scoreboard/rollups/cursor.ts';
import { at, examine, findingsOf, type GoodRoot, goodRoot, NOON, place, resealed } from './good-root.ts';

let good: GoodRoot;
beforeEach(async () => {
  good = await goodRoot();
});

const line = (what: string, level = 'error'): string[] => [
  `hammer ${level} clusters/hammer/state/poll_cursor.json: ${what}`,
];

describe('T1 C11 a cursor', () => {
  it.each<[string, (text: string) => string | Buffer, string[]]>([
    ['cut', (text) => text.slice(0, -20), line('the cursor is damaged: it is not a JSON object')],
    [
      'with a digit changed',
      (text) => text.replace('"commit":2', '"commit":3'),
      line('the cursor is damaged: its checksum does not fit its content'),
    ],
    [
      'without a field',
      (text) => resealed<Cursor>(text, ({ saw_rows, ...rest }) => rest),
      line('the cursor is damaged: saw_rows: Invalid input: expected boolean, received undefined'),
    ],
    [
      'of a later version',
      (text) => resealed<Cursor>(text, (cursor) => ({ ...cursor, schema_version: 3 }) as unknown as Cursor),
      line('it was written by a newer slurm-sb (schema_version 3)'),
    ],
    [
      'of another cluster',
      (text) => resealed<Cursor>(text, (cursor) => ({ ...cursor, cluster: 'bell' })),
      line('it is the cursor of bell'),
    ],
    [
      'in the future',
      (text) => resealed<Cursor>(text, (cursor) => ({ ...cursor, covered_until: at('2026-09-15T12:01:01Z') })),
      line('it covers a time that lies ahead: until 2026-09-15T12:01:01Z'),
    ],
    [
      'a minute ahead, as clocks are',
      (text) => resealed<Cursor>(text, (cursor) => ({ ...cursor, covered_until: at('2026-09-15T12:01:00Z') })),
      [],
    ],
    [
      'that stands still',
      (text) =>
        resealed<Cursor>(text, (cursor) => ({
          ...cursor,
          covered_until: at('2026-09-15T09:59:59Z'),
          asof: '2026-09-15T09:59:59Z',
        })),
      line('nothing was read since 2026-09-15T09:59:59Z (2 h ago), and nothing was committed for 2 h'),
    ],
    [
      'that lies far back but moves, as in a backfill',
      (text) =>
        resealed<Cursor>(text, (cursor) => ({
          ...cursor,
          covered_until: at('2020-01-01T00:00:00Z'),
          asof: '2026-09-15T11:30:00Z',
        })),
      [],
    ],
  ])('%s', async (_, harm, expected) => {
    place(good.hammer.cursor, harm(readFileSync(good.hammer.cursor, 'utf8')));
    expect(await findingsOf(good)).toEqual(expected);
  });

  it('that is lost', async () => {
    rmSync(good.hammer.cursor);
    expect(await findingsOf(good)).toEqual(line('the cursor is lost, but not the rollups'));
    const [finding] = (await examine(good)).findings;
    expect(finding?.remedy).toBe(
      `Run slurm-sb poll --cluster hammer --root ${good.root}: it asks for everything again from backfill_start on; no job is counted twice.`,
    );
  });

  it('that never was', async () => {
    rmSync(good.hammer.state, { recursive: true });
    rmSync(`${good.hammer.base}/agg`, { recursive: true });
    expect(await findingsOf(good)).toEqual(line('this cluster was never polled', 'warning'));
  });

  it('stands still by the setting', async () => {
    good = await goodRoot(NOON, { stale_after_sec: '300' });
    expect((await findingsOf(good)).slice(0, 1)).toEqual(
      line('nothing was read since 2026-09-15T11:50:00Z (10 min ago), and nothing was committed for 10 min'),
    );
  });
});
