import { describe, expect, test } from 'vitest';
import { findMetric } from '../../../src/domain/metrics.ts';
import { type ColumnWishes, placeColumns, sortableColumns } from '../../../src/scoreboard/tui/board-columns.ts';

const metric = findMetric('clock_hours')!;

/** The columns between borders and padding (2 each side) of a terminal, as `id x+width`. */
function shown(columns: number, wishes: Partial<ColumnWishes> = {}): string {
  return placeColumns({ left: 2, width: columns - 4, metric, by: 'user', focus: 'rank', raw: false, ...wishes })
    .map(({ id, x, width }) => `${id} ${x}+${width}`)
    .join(', ');
}

describe('U4 columns drop out in their order', () => {
  test.each([
    [60, 'rank 2+5, move 8+5, name 14+18, value 33+14, jobs 48+10'],
    [80, 'rank 2+5, move 8+5, name 14+15, value 30+14, bar 45+8, change 54+13, jobs 68+10'],
    [
      120,
      'rank 2+5, move 8+5, name 14+19, value 34+14, bar 49+8, change 58+13, jobs 72+10, gpu_clock_hours 83+12, failure_rate 96+9, spark 106+12',
    ],
  ])('at %i columns', (columns, expected) => {
    expect(shown(columns)).toBe(expected);
  });

  test('a wide screen has a good bar before it has many metrics', () => {
    const columns = placeColumns({ left: 2, width: 196, metric, by: 'user', focus: 'rank', raw: false });
    expect(columns.find(({ id }) => id === 'bar')!.width).toBeGreaterThanOrEqual(20);
    expect(columns.map(({ id }) => id).join(' ')).toBe(
      'rank move name value bar change jobs gpu_clock_hours failure_rate cpu_efficiency wait_hours failed_jobs elapsed_hours node_hours spark',
    );
  });

  test('a metric that has the focus shows, and as little as possible moves for it', () => {
    // Of the order jobs, gpu_clock_hours, failure_rate, cpu_efficiency only one fits.
    expect(shown(60, { focus: 'failure_rate' })).toBe('rank 2+5, move 8+5, name 14+19, value 34+14, failure_rate 49+9');
    expect(shown(80, { focus: 'jobs' })).toBe(shown(80));
  });

  test('exact numbers take more room, so less fits', () => {
    expect(shown(60, { raw: true })).toBe('rank 2+5, move 8+5, name 14+15, value 30+19, bar 50+8');
  });

  test('no column passes the edge nor another, at any width and focus', () => {
    for (let width = 56; width <= 300; width++) {
      for (const focus of sortableColumns(metric)) {
        let end = 1;
        for (const { x, width: own } of placeColumns({ left: 2, width, metric, by: 'user', focus, raw: false })) {
          expect(x).toBe(end + 1);
          end = x + own;
        }
        expect(end).toBeLessThanOrEqual(2 + width);
      }
    }
  });
});

test('U3 Tab goes over the board’s own columns, then over every other metric', () => {
  const columns = sortableColumns(metric);
  expect(columns.slice(0, 6)).toEqual(['rank', 'move', 'name', 'value', 'change', 'jobs']);
  expect(columns).toHaveLength(5 + 17);
  expect(columns).not.toContain('clock_hours');
});
