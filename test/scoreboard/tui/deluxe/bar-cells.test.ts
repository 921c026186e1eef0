import { describe, expect, test } from 'vitest';
import { barCells } from '../../../../src/scoreboard/tui/deluxe/bar-cells.ts';

type Row = [says: string, values: number[], bar: string];

/** From the bottom up. */
function drawn(values: number[], unicode: boolean): string {
  return barCells(values, { top: 100, height: 4, unicode })
    .map(({ text }) => text)
    .join('');
}

describe('U1 a bar of up to four characters for 100', () => {
  const unicode: Row[] = [
    ['nothing', [0], ''],
    ['all of it', [100], '████'],
    ['half', [50], '██'],
    ['eighths: 60 of 100 are 2.4 characters, 19 eighths', [60], '██▃'],
    ['the least is seen', [0.1], '▁'],
    ['the first part stands on the others', [50, 50], '▒▒██'],
    ['the last part is the lowest', [25, 25, 50], '▚▚▒█'],
    ['other parts end at whole characters: 40 are 1.6', [0, 40], '▒▒'],
    ['a part too small for a character is left out, the top stays exact', [50, 10], '██▃'],
    ['the least of other parts is seen', [0, 0.1, 0.2], '▚'],
    ['where rounding went higher than the whole there is no more', [1, 40], '▒▒'],
  ];
  test.each(unicode)('%s', (_says, values, bar) => {
    expect(drawn(values, true)).toBe(bar);
  });

  const ascii: Row[] = [
    ['whole characters only', [60], '##'],
    ['the least is seen', [0.1], '#'],
    ['parts', [50, 25, 25], ':=##'],
  ];
  test.each(ascii)('ASCII: %s', (_says, values, bar) => {
    expect(drawn(values, false)).toBe(bar);
  });

  test('each character names its part', () => {
    expect(barCells([50, 50], { top: 100, height: 2, unicode: true }).map(({ part }) => part)).toEqual([1, 0]);
  });
});
