import { expect, it } from 'vitest';
import type { BenchRow } from '../../bench/bench.ts';
import { benchTable } from '../../bench/bench-table.ts';

const ROW: BenchRow = {
  id: 'B0',
  what: 'a thing',
  result: '2.00 x',
  reach: { text: '<= 1 x', isReached: false },
  unit: 'ms',
  own: { min: 1, median: 2, max: 3.25 },
  yardstick: { what: 'another', min: 1, median: 1, max: 1 },
  runs: 3,
};

const cells = (row: BenchRow): string[] =>
  (benchTable([row]).split('\n')[2] ?? '')
    .split('|')
    .slice(1, -1)
    .map((cell) => cell.trim());

it('tells what was measured, against what, and whether that is enough', () => {
  expect(cells(ROW)).toEqual([
    'B0',
    'a thing',
    '2.00 x',
    '<= 1 x: NO',
    '1 / 2 / 3.3 ms',
    'another',
    '1 / 1 / 1 ms',
    '3',
  ]);
});

it('does not tell of what could not be measured that it was reached or missed', () => {
  const reach = { text: '<= 1 x', isReached: null };
  const missing = { ...ROW, result: 'not measured: no cluster', reach, own: null, yardstick: null, runs: 0 };
  expect(cells(missing)).toEqual(['B0', 'a thing', 'not measured: no cluster', '<= 1 x: not known', '', '', '', '0']);
});
