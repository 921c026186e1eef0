import { readFileSync, rmSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Month } from '../../../../src/domain/calendar.ts';
import type { Cursor } from '../../../../src/scoreboard/rollups/cursor.ts';
import { examine, findingsOf, type GoodRoot, goodRoot, NOON, place, resealed } from './good-root.ts';

const AUGUST = '2026-08' as Month;
const putCursor = ({ hammer }: GoodRoot, changes: object): void =>
  place(
    hammer.cursor,
    resealed<Cursor>(readFileSync(hammer.cursor, 'utf8'), (cursor) => ({ ...cursor, ...changes })),
  );

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
