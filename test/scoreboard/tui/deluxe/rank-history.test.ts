import { describe, expect, test } from 'vitest';
import { rankHistory } from '../../../../src/scoreboard/tui/deluxe/rank-history.ts';
import { boardOf } from '../state.ts';

/** Hours of the last months before a board of September 2026; earlier ones are 0. */
function spark(...last: number[]): number[] {
  return [...new Array<number>(12 - last.length).fill(0), ...last];
}

const BOARD = boardOf([
  { name: 'ann', spark: spark(0, 5, 30, 20) },
  { name: 'bob', spark: spark(9, 5, 10, 20) },
  { name: 'cid', spark: spark(1, 8, 20, 25) },
]);

const lastRanks = (name: string): (number | null)[] =>
  rankHistory(BOARD, name)
    .slice(-4)
    .map(({ rank }) => rank);

describe('U1 ranks by month from the rows of a board', () => {
  test.each([
    ['a month without hours is a gap; equals share a rank', 'ann', [null, 2, 1, 2]],
    ['the first of a month', 'bob', [1, 2, 3, 2]],
    ['who has more is ahead', 'cid', [2, 1, 2, 1]],
  ])('%s', (_says, name, expected) => {
    expect(lastRanks(name)).toEqual(expected);
  });

  test('the last month is the one when the board was made, and there are twelve', () => {
    const months = rankHistory(BOARD, 'ann').map(({ month }) => month);
    expect([months.length, months[0], months.at(-1)]).toEqual([12, '2025-10', '2026-09']);
  });

  test('months before the first with hours are gaps', () => {
    expect(
      rankHistory(BOARD, 'ann')
        .slice(0, 8)
        .every(({ rank }) => rank === null),
    ).toBe(true);
  });

  test.each([
    ['nobody of that name', BOARD, 'dan'],
    ['a board by account', boardOf([{ name: 'ann', spark: [1] }], { by: 'account' }), 'ann'],
    ['no months known', boardOf([{ name: 'ann' }]), 'ann'],
  ])('no history: %s', (_says, board, name) => {
    expect(rankHistory(board, name)).toEqual([]);
  });
});
