import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { advance, firstPosition, nextTask, type TaskSettings } from '../../../src/scoreboard/backfill/next-task.ts';
import { type Cursor, firstCursor } from '../../../src/scoreboard/rollups/cursor.ts';

const DAY = 86_400;
const NOW = 1_790_000_000;
/** 2026-09-15T00:00:00Z; a day after NOW is 2026-09-22T14:13:20Z. */
const MIDNIGHT_A_WEEK_BEFORE = 1_789_430_400;

/** Does one tick against a clock that stands still; returns the cursor and the catch-up intervals asked for. */
function tick(cursor: Cursor, now: number, settings: TaskSettings) {
  const asked: { kind: string; since: number; until: number }[] = [];
  let position = firstPosition(cursor, now, settings.overlapSeconds);
  let state = cursor;
  for (let calls = 0; calls < 10_000; calls++) {
    const place = { position, startedAt: now };
    const task = nextTask(state, place, settings);
    if (task === null) return { cursor: state, asked };
    asked.push({ kind: task.kind, ...task.interval });
    state = { ...state, ...advance(state, task, { place, askedAt: now, settings }) };
    if (task.kind === 'catch-up') position = task.interval.until;
  }
  throw new Error('a tick without end');
}

describe('section 6: which time is asked for', () => {
  it('over any ticks: every second from the start to now, without a gap, and what is fresh twice', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 400 * DAY }),
        fc.integer({ min: DAY / 4, max: 31 * DAY }),
        fc.integer({ min: 0, max: 3 * DAY }),
        fc.array(fc.integer({ min: 1, max: 2 * DAY }), { maxLength: 12 }),
        (history, span, overlapSeconds, pauses) => {
          const settings = { backfillStart: NOW - history, overlapSeconds, lateSweepDays: 0 };
          let cursor: Cursor = {
            ...firstCursor('bell', { backfillStart: settings.backfillStart, spanSeconds: 600 }),
            span_seconds: span,
          };
          let now = NOW;
          for (const pause of [0, ...pauses]) {
            const before = cursor;
            now += pause;
            const { cursor: after, asked } = tick(cursor, now, settings);
            let reached = firstPosition(before, now, settings.overlapSeconds);
            for (const { since, until } of asked) {
              expect(since).toBe(reached);
              expect(until - since).toBeLessThanOrEqual(span);
              reached = until;
            }
            expect(reached).toBe(now);
            expect(firstPosition(before, now, settings.overlapSeconds)).toBeLessThanOrEqual(before.covered_until);
            expect(after.covered_until).toBe(now);
            // What ended within the overlap before now will be read once more.
            expect(after.settled_until).toBeLessThanOrEqual(Math.max(settings.backfillStart, now - overlapSeconds));
            cursor = after;
          }
        },
      ),
      { numRuns: 500 },
    );
  });

  it('the late sweep reads the last days once a day, also in pieces, and nothing on the day of arrival', () => {
    const settings = { backfillStart: NOW - 100 * DAY, overlapSeconds: 7200, lateSweepDays: 7 };
    let cursor: Cursor = {
      ...firstCursor('bell', { backfillStart: settings.backfillStart, spanSeconds: 600 }),
      span_seconds: 3 * DAY,
    };
    const first = tick(cursor, NOW, settings);
    expect(first.asked.filter(({ kind }) => kind === 'late-sweep')).toEqual([]);
    cursor = first.cursor;
    const next = tick(cursor, NOW + DAY, settings);
    const sweep = next.asked.filter(({ kind }) => kind === 'late-sweep');
    expect([sweep[0]?.since, sweep.at(-1)?.until]).toEqual([MIDNIGHT_A_WEEK_BEFORE, NOW + DAY - 7200]);
    for (let index = 1; index < sweep.length; index++) expect(sweep[index]!.since).toBe(sweep[index - 1]!.until);
    const later = tick(next.cursor, NOW + DAY + 600, settings);
    expect(later.asked.filter(({ kind }) => kind === 'late-sweep')).toEqual([]);
  });

  it('a start moved back is reached from the near end, and then nothing is owed', () => {
    const late = { backfillStart: NOW - 10 * DAY, overlapSeconds: 0, lateSweepDays: 0 };
    const start: Cursor = {
      ...firstCursor('bell', { backfillStart: late.backfillStart, spanSeconds: 600 }),
      span_seconds: 4 * DAY,
    };
    const { cursor } = tick(start, NOW, late);
    const early = { ...late, backfillStart: NOW - 20 * DAY };
    const { cursor: after, asked } = tick(cursor, NOW, early);
    expect(asked).toEqual([
      { kind: 'earlier', since: NOW - 14 * DAY, until: NOW - 10 * DAY },
      { kind: 'earlier', since: NOW - 18 * DAY, until: NOW - 14 * DAY },
      { kind: 'earlier', since: NOW - 20 * DAY, until: NOW - 18 * DAY },
    ]);
    expect(tick(after, NOW, early).asked).toEqual([]);
  });
});
