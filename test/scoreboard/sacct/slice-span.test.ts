import { describe, expect, it } from 'vitest';
import {
  FIRST_SPAN,
  type SpanHint,
  spanAfterAnswer,
  spanAfterFind,
  spanAfterTooMuch,
} from '../../../src/scoreboard/sacct/slice-span.ts';

const DAY = 86_400;
const LIMITS = { minSeconds: 600, targetRows: 100_000, longestSeconds: null };

describe('S5: the length of the next slice', () => {
  it.each([
    ['doubles while nothing is seen', { seconds: DAY, sawRows: false }, { seconds: DAY, rows: 0 }, 2 * DAY, false],
    [
      'is never longer than 31 days',
      { seconds: 20 * DAY, sawRows: false },
      { seconds: 20 * DAY, rows: 0 },
      31 * DAY,
      false,
    ],
    [
      'keeps that limit in a quiet time',
      { seconds: 31 * DAY, sawRows: true },
      { seconds: 31 * DAY, rows: 0 },
      31 * DAY,
      true,
    ],
    [
      'shrinks to what brings the target',
      { seconds: DAY, sawRows: true },
      { seconds: DAY, rows: 400_000 },
      DAY / 4,
      true,
    ],
    [
      'grows to what brings the target',
      { seconds: DAY, sawRows: true },
      { seconds: DAY, rows: 80_000 },
      1.25 * DAY,
      true,
    ],
    ['at most doubles', { seconds: DAY, sawRows: true }, { seconds: DAY, rows: 10 }, 2 * DAY, true],
    ['is never below the least', { seconds: 600, sawRows: true }, { seconds: 600, rows: 10_000_000 }, 600, true],
    [
      'is never longer than accounting answers for',
      { seconds: DAY, sawRows: true },
      { seconds: DAY, rows: 10, longest: DAY },
      DAY,
      true,
    ],
    [
      'is shorter than the least where accounting answers for no more',
      { seconds: 299, sawRows: true },
      { seconds: 299, rows: 10, longest: 299 },
      299,
      true,
    ],
    [
      'does not forget its length over a slice cut short by now',
      { seconds: 10 * DAY, sawRows: true },
      { seconds: 7800, rows: 30 },
      20 * DAY,
      true,
    ],
  ] as const)('%s', (_, hint: SpanHint, answer, seconds, sawRows) => {
    const longestSeconds = 'longest' in answer ? answer.longest : null;
    expect(spanAfterAnswer(hint, answer, { ...LIMITS, longestSeconds })).toEqual({ seconds, sawRows });
  });

  it.each([
    [
      'fits what 3 rows a job bring into the target',
      { seconds: 31 * DAY, jobs: 1_000_000 },
      Math.floor((31 * DAY) / 30),
    ],
    ['is not longer than what was looked into', { seconds: DAY, jobs: 5 }, DAY],
    ['is never below the least', { seconds: DAY, jobs: 1e9 }, 600],
  ] as const)('after jobs were found: %s', (_, answer, seconds) => {
    expect(spanAfterFind(answer, LIMITS)).toEqual({ seconds, sawRows: true });
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
