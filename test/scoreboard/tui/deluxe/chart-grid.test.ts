import { expect, test } from 'vitest';
import { chartGrid } from '../../../../src/scoreboard/tui/deluxe/chart-grid.ts';

test('U1 a grid keeps what lies within it, the later text over the earlier; pieces are of one look', () => {
  const grid = chartGrid(6, 2);
  grid.put({ x: 1, y: 0 }, 'aaaa', 'track');
  grid.put({ x: 2, y: 0 }, 'bb', 'bar');
  grid.put({ x: 4, y: 1 }, 'xyz', 'text');
  grid.put({ x: -1, y: 1 }, 'pq', 'text');
  grid.put({ x: 0, y: 2 }, 'below', 'text');
  expect(grid.lines()).toEqual([
    [
      { x: 1, text: 'a', role: 'track' },
      { x: 2, text: 'bb', role: 'bar' },
      { x: 4, text: 'a', role: 'track' },
    ],
    [
      { x: 0, text: 'q', role: 'text' },
      { x: 4, text: 'xy', role: 'text' },
    ],
  ]);
});
