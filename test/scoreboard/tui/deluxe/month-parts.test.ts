import { expect, test } from 'vitest';
import type { Month } from '../../../../src/domain/calendar.ts';
import { monthParts } from '../../../../src/scoreboard/tui/deluxe/month-parts.ts';
import { type GivenMonths, pageOf } from './page.ts';

const SHOWN = ['2026-08', '2026-09'] as Month[];

const TABLE: [string, GivenMonths, { name: string; hours: number[]; total: number }[]][] = [
  ['none', {}, []],
  [
    'the greatest first; a month without jobs is 0',
    { bell: { '2026-08': 3 }, hammer: { '2026-08': 1, '2026-09': 4 } },
    [
      { name: 'hammer', hours: [1, 4], total: 5 },
      { name: 'bell', hours: [3, 0], total: 3 },
    ],
  ],
  [
    'months that do not show do not count',
    { bell: { '2026-07': 9 }, hammer: { '2026-09': 1 } },
    [{ name: 'hammer', hours: [0, 1], total: 1 }],
  ],
  [
    'more than five: the least are one',
    Object.fromEntries([9, 8, 7, 6, 5, 4].map((hours, index) => [`c${index}`, { '2026-09': hours }])),
    [
      { name: 'c0', hours: [0, 9], total: 9 },
      { name: 'c1', hours: [0, 8], total: 8 },
      { name: 'c2', hours: [0, 7], total: 7 },
      { name: 'c3', hours: [0, 6], total: 6 },
      { name: '2 others', hours: [0, 9], total: 9 },
    ],
  ],
];

test.each(TABLE)('U1 hours of the months by cluster: %s', (_says, months, expected) => {
  expect(monthParts(pageOf({ months }), SHOWN)).toEqual(expected);
});
