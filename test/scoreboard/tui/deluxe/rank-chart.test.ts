import { describe, expect, test } from 'vitest';
import { addMonths, type Month } from '../../../../src/domain/calendar.ts';
import { blockLines } from '../../../../src/scoreboard/tui/deluxe/block.ts';
import { rankChart } from '../../../../src/scoreboard/tui/deluxe/rank-chart.ts';
import { screenTexts } from './page.ts';

function chart(ranks: (number | null)[], unicode = true) {
  const history = ranks.map((rank, index) => ({ month: addMonths('2026-01' as Month, index), rank }));
  return blockLines(rankChart({ slot: 4, plotLines: 4, unicode }, history));
}

describe('U1 ranks by month as steps', () => {
  test('the best is at the top, a month without a rank is a gap', () => {
    expect(screenTexts(chart([4, 1, 1, 2, null, 3]))).toEqual([
      '           1   1',
      '    1 ┤   ┏━━━━━━━┓2',
      '      │   ┃       ┗━━━     3',
      '      │4  ┃                ━━━',
      '    4 ┤━━━┛             ·',
      '      └────────────────────────',
      '       Jan Feb Mar Apr May Jun',
      '       2026',
    ]);
  });

  test('ASCII', () => {
    expect(screenTexts(chart([4, 1, 2], false))).toEqual([
      '           1',
      '    1 +   +===+2',
      '      |   |   +===',
      '      |4  |',
      '    4 +===+',
      '      +------------',
      '       Jan Feb Mar',
      '       2026',
    ]);
  });

  test('one rank throughout lies in the middle', () => {
    expect(screenTexts(chart([7, 7])).slice(0, 5)).toEqual([
      '',
      '      │',
      '      │7   7',
      '    7 ┤━━━━━━━',
      '      │',
    ]);
  });

  test('more ranks than lines share them', () => {
    // 1 of 1 to 100 is the first line, 100 the last; 34 is a third of the way.
    expect(screenTexts(chart([1, 34, 100])).slice(0, 5)).toEqual([
      '       1',
      '    1 ┤━━━┓34',
      '      │   ┗━━━┓',
      '      │       ┃100',
      '  100 ┤       ┗━━━',
    ]);
  });

  test('a better rank looks up, a worse one down, the first three have medals', () => {
    const roles = (text: string): string[] =>
      chart([9, 5, 7]).flatMap(({ spans }) => spans.filter((span) => span.text.includes(text)).map(({ role }) => role));
    expect([roles('5')[0], roles('7')[0]]).toEqual(['up', 'down']);
    expect(chart([2, 1])[0]!.spans.find(({ text }) => text === '1')?.role).toBe('first');
  });
});
