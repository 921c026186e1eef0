import { describe, expect, it } from 'vitest';
import type { TextStyle } from '../../src/platform/text-style.ts';
import { type TableColumn, textTable } from '../../src/platform/text-table.ts';

const style = (width: number, unicode = true): TextStyle => ({ unicode, width, paint: (text) => text });
const COLUMNS: TableColumn[] = [
  { title: 'Rank', align: 'right' },
  { title: 'Move', align: 'left', dropOrder: 1 },
  { title: 'User', align: 'left', mayShrink: true },
  { title: 'Hours', align: 'right' },
  { title: 'Months', align: 'left', dropOrder: 2 },
];
const ROWS = [
  ['1', '+2', 'annabelle', '1,234.5', '##'],
  ['10', '', 'bo', '1.0', '#'],
];

describe('C7 a table for people', () => {
  it.each([
    [
      'everything fits',
      38,
      [
        'Rank  Move  User         Hours  Months',
        '   1  +2    annabelle  1,234.5  ##',
        '  10        bo             1.0  #',
      ],
    ],
    [
      'the first to go',
      37,
      ['Rank  Move  User         Hours', '   1  +2    annabelle  1,234.5', '  10        bo             1.0'],
    ],
    ['the second to go', 29, ['Rank  User         Hours', '   1  annabelle  1,234.5', '  10  bo             1.0']],
    ['then names are cut', 23, ['Rank  User        Hours', '   1  annabel…  1,234.5', '  10  bo            1.0']],
    ['but not to nothing', 5, ['Rank  User      Hours', '   1  annab…  1,234.5', '  10  bo          1.0']],
  ])('%s', (_, width, lines) => {
    expect(textTable(COLUMNS, ROWS, style(width))).toEqual(lines);
  });

  it('without Unicode the mark of a cut is a tilde', () => {
    expect(textTable(COLUMNS, ROWS, style(23, false))[1]).toBe('   1  annabel~  1,234.5');
  });

  it('control characters come out as question marks', () => {
    expect(textTable([{ title: 'User', align: 'left' }], [['a\u001b[31m\n']], style(80))[1]).toBe('a?[31m?');
  });

  it('paint is laid on cells as wide as their column, and takes no room', () => {
    const painted: TextStyle = { ...style(80), paint: (text, paint) => `<${paint}>${text}</>` };
    const columns: TableColumn[] = [{ title: 'N', align: 'right', paint: (cell) => (cell === '10' ? 'red' : null) }];
    expect(textTable(columns, [['10'], ['1']], painted)).toEqual(['<bold> N</>', '<red>10</>', ' 1']);
  });
});
