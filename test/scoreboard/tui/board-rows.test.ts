import { expect, test } from 'vitest';
import { makeRows, sortNumber } from '../../../src/scoreboard/tui/board-rows.ts';
import { boardOf, hoursOf, namesOf, rowOf, stateOf } from './state.ts';

const board = boardOf([
  ...hoursOf({ eve: 10, ann: 10, bob: 30 }),
  { name: 'nil', values: { clock_hours: 0 }, ranks: {} },
]);

test('F4 who has no rank is left out; equals share a rank and stand by name', () => {
  const made = makeRows(stateOf({ board }));
  expect([namesOf(made), made.rankedCount, made.topValue]).toEqual([['bob', 'ann', 'eve'], 3, 30]);
});

test('equals stand by name in either order of the numbers', () => {
  const sorting = { column: 'value', isDescending: false };
  expect(namesOf(makeRows(stateOf({ board, sorting })))).toEqual(['ann', 'eve', 'bob']);
});

test('without a board there are no rows', () => {
  expect(makeRows(stateOf({ board: null }))).toEqual({ rows: [], rankedCount: 0, topValue: 0 });
});

test.each([
  ['rank', 3],
  ['move', -2],
  ['value', 8],
  ['change', null],
  ['jobs', 4],
  ['gpu_jobs', null],
  ['name', null],
])('the number in column %s is %j', (column, expected) => {
  const row = {
    name: 'x',
    values: { clock_hours: 8, jobs: 4 },
    ranks: { clock_hours: 3 },
    moves: { clock_hours: { rank: -2, value: null } },
  };
  expect(sortNumber(rowOf(boardOf([row]), 'x'), column, 'clock_hours')).toBe(expected);
});

test('a row without a movement has not moved', () => {
  expect(sortNumber(rowOf(board, 'bob'), 'move', 'clock_hours')).toBe(0);
  expect(sortNumber(rowOf(board, 'bob'), 'change', 'clock_hours')).toBe(0);
});
