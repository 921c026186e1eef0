import { describe, expect, it } from 'vitest';
import { FIRST_SPAN, type SpanHint, spanAfterAnswer, spanAfterTooMuch } from '../../../src/scoreboard/sacct/slice-span.ts';

const DAY = 86_400;
const LIMITS = { minSeconds: 600, targetRows: 100_000 };

describe('S5: the length of the next slice', () => {
  it.each([
    ['doubles while nothing is seen', { seconds: DAY, sawRows: false }, { seconds: DAY, rows: 0 }, 2 * DAY, false],
    ['ends at a year while nothing is seen', { seconds: 300 * DAY, sawRows: false }, { seconds: 300 * DAY, rows: 0 }, 365 * DAY, false],
    ['ends at 31 days once rows were seen', { seconds: 365 * DAY, sawRows: false }, { seconds: 365 * DAY, rows: 1 }, 31 * DAY, true],
    ['keeps that limit in a quiet time', { seconds: 31 * DAY, sawRows: true }, { seconds: 31 * DAY, rows: 0 }, 31 * DAY, true],
    ['shrinks to what brings the target', { seconds: DAY, sawRows: true }, { seconds: DAY, rows: 400_000 }, DAY / 4, true],
    ['grows to what brings the target', { seconds: DAY, sawRows: true }, { seconds: DAY, rows: 80_000 }, 1.25 * DAY, true],
    ['at most doubles', { seconds: DAY, sawRows: true }, { seconds: DAY, rows: 10 }, 2 * DAY, true],
    ['is never below the least', { seconds: 600, sawRows: true }, { seconds: 600, rows: 10_000_000 }, 600, true],
    ['does not forget its length over a slice cut short by now', { seconds: 10 * DAY, sawRows: true }, { seconds: 7800, rows: 30 }, 20 * DAY, true],
  ] as const)('%s', (_, hint: SpanHint, answer, seconds, sawRows) => {
    expect(spanAfterAnswer(hint, answer, LIMITS)).toEqual({ seconds, sawRows });
  });

  it('begins with a day', () => {
    expect(FIRST_SPAN).toEqual({ seconds: DAY, sawRows: false });
  });

  it.each([
    ['halves', 7200, 3600],
    ['stops at the least', 900, 600],
    ['gives up at the least', 600, null],
  ] as const)('after too much: %s', (_, seconds, wanted) => {
    expect(spanAfterTooMuch({ seconds: 99, sawRows: true }, seconds, LIMITS)?.seconds ?? null).toBe(wanted);
  });
});
