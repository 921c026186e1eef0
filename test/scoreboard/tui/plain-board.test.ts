import { describe, expect, test } from 'vitest';
import { textStyle } from '../../../src/platform/text-style.ts';
import { plainBoardText } from '../../../src/scoreboard/tui/plain-board.ts';
import { boardOf, stateOf } from './state.ts';

const style = textStyle({ outIsTty: false, columns: 80, env: { LANG: 'C.UTF-8' } });
const board = boardOf([
  { name: 'ann', values: { clock_hours: 1500, jobs: 4 }, moves: { clock_hours: { rank: 1, value: 20 } } },
  { name: 'bob', values: { clock_hours: 30 } },
  { name: 'cy', values: { clock_hours: 2, jobs: 90 }, spark: [0, 1] },
]);

describe('U1 the ansi backend', () => {
  test('is a table of all rows without escape codes', () => {
    expect(plainBoardText(stateOf({ board }), style).split('\n')).toEqual([
      'CPU hours, all time, all clusters, by user',
      'As of 2026-09-30 12:00 UTC (5 min ago)',
      '',
      'Rank  Move  User  CPU hours  7 days  CPU hours, 12 months',
      '   1  ▲1    ann     1,500.0   +20.0',
      '   2  ·     bob        30.0       0',
      '   3  ·     cy          2.0       0   █',
      '',
    ]);
  });

  test('U2 keeps to --sort and --filter, and shows what it is sorted by', () => {
    const state = stateOf({ board, filter: '?*y*', sorting: { column: 'jobs', isDescending: false } });
    const wide = stateOf({ board, sorting: { column: 'jobs', isDescending: true } });
    expect(plainBoardText(state, style).split('\n').slice(2)).toEqual([
      'Filter "?*y*": 1 of 3',
      'Sorted by Jobs, ascending',
      '',
      'Rank  Move  User  CPU hours  7 days  CPU hours, 12 months  Jobs',
      '   3  ·     cy          2.0       0   █                      90',
      '',
    ]);
    // Unknown comes last and is no zero.
    const names = plainBoardText(wide, style).split('\n').slice(5, 8);
    expect(names.map((line) => [line.slice(12, 15).trim(), line.split(/ +/).at(-1)])).toEqual([
      ['cy', '90'],
      ['ann', '4'],
      ['bob', '-'],
    ]);
  });

  test('says why there are no rows or no board', () => {
    expect(plainBoardText(stateOf({ board, filter: 'x' }), style)).toContain('\n\nNo user fits "x"\n');
    expect(plainBoardText(stateOf({ board: null, data: { problem: 'no way in' } }), style)).toBe('no way in\n');
    expect(plainBoardText(stateOf({ board: null }), style)).toBe('There is no board here yet\n');
  });

  test('says what is stale, in lines no wider than the terminal', () => {
    const clusters = [{ name: 'bell', asof: '2026-09-27T12:00:00Z', stale: false }];
    const narrow = textStyle({ outIsTty: true, columns: 20, env: { LANG: 'C.UTF-8', NO_COLOR: '1' } });
    const lines = plainBoardText(stateOf({ board: boardOf([], { clusters }) }), narrow).split('\n');
    expect(lines).toContain('Stale: bell (3 days…');
    for (const line of lines) expect(line.length).toBeLessThanOrEqual(20);
  });
});
