import { expect, test } from 'vitest';
import { chartPlan } from '../../../../src/scoreboard/tui/deluxe/chart-plan.ts';

// An axis is 7 columns, the gap between two charts 2.
test.each([
  [
    'two years and one side by side: (196 - 16) / 36 = 5',
    196,
    { months: 30, ranks: 12 },
    { isBeside: true, months: 24, slot: 5 },
  ],
  ['few months are wide, but 7 at most', 196, { months: 3, ranks: 12 }, { isBeside: true, months: 3, slot: 7 }],
  ['a year each: (116 - 16) / 24 = 4.2', 116, { months: 30, ranks: 12 }, { isBeside: true, months: 12, slot: 4 }],
  [
    'one above the other: (76 - 7) / 12 = 5.75',
    76,
    { months: 30, ranks: 12 },
    { isBeside: false, months: 12, slot: 5 },
  ],
  ['the least terminal: (56 - 7) / 12 = 4.1', 56, { months: 30, ranks: 12 }, { isBeside: false, months: 12, slot: 4 }],
  ['no ranks: (136 - 16) / 24 = 5', 136, { months: 30, ranks: 0 }, { isBeside: true, months: 24, slot: 5 }],
  ['nothing at all', 76, { months: 0, ranks: 0 }, { isBeside: true, months: 0, slot: 7 }],
  ['no room is no reason to fail', 1, { months: 30, ranks: 12 }, { isBeside: false, months: 12, slot: 4 }],
])('U1 where charts stand: %s', (_says, width, counts, expected) => {
  expect(chartPlan(width, counts)).toEqual(expected);
});
