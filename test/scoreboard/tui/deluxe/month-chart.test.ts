import { describe, expect, test } from 'vitest';
import type { Month } from '../../../../src/domain/calendar.ts';
import { blockLines } from '../../../../src/scoreboard/tui/deluxe/block.ts';
import { monthChart } from '../../../../src/scoreboard/tui/deluxe/month-chart.ts';
import type { MonthPart } from '../../../../src/scoreboard/tui/deluxe/month-parts.ts';
import { screenTexts } from './page.ts';

const MONTHS = ['2025-12', '2026-01', '2026-02'] as Month[];

function part(name: string, ...hours: number[]): MonthPart {
  return { name, hours, total: hours.reduce((sum, one) => sum + one, 0) };
}

type Shape = { slot: number; plotLines: number; unicode: boolean };

function drawn(parts: MonthPart[], shape: Shape): string[] {
  return screenTexts(blockLines(monthChart(shape, { months: MONTHS, parts })));
}

describe('U1 CPU hours by month as vertical bars', () => {
  test('values stand above the bars where months are wide; the axis ends at a round number', () => {
    expect(drawn([part('bell', 2000, 0, 1000)], { slot: 5, plotLines: 4, unicode: true })).toEqual([
      '       2k',
      '   2k ┤███┈┈┈┈┈┈┈┈┈┈┈┈',
      '      │███       1k',
      '   1k ┤███┈┈┈┈┈┈┈███┈┈',
      '      │███       ███',
      '    0 └───────────────',
      '       Dec  Jan  Feb',
      '            2026',
    ]);
  });

  test('clusters are stacked, the greatest on top; narrow months have no numbers', () => {
    expect(
      drawn([part('bell', 50, 60, 0), part('hammer', 50, 0, 20)], { slot: 4, plotLines: 4, unicode: true }),
    ).toEqual([
      '',
      '  100 ┤███┈┈┈┈┈┈┈┈┈',
      '      │███ ▃▃▃',
      '   50 ┤▒▒▒┈███┈┈┈┈┈',
      '      │▒▒▒ ███ ▒▒▒',
      '    0 └────────────',
      '       Dec Jan Feb',
      '           2026',
    ]);
  });

  test('ASCII; an odd plot has no middle', () => {
    expect(drawn([part('bell', 3, 2, 1)], { slot: 4, plotLines: 3, unicode: false })).toEqual([
      '',
      '    3 +###.........',
      '      |### ###',
      '      |### ### ###',
      '    0 +------------',
      '       Dec Jan Feb',
      '           2026',
    ]);
  });

  test.each([
    [0.2, '1'],
    [9, '10'],
    [11, '12'],
    [101, '120'],
    [130_000, '150k'],
    [22_000, '24k'],
    [820_000, '1M'],
  ])('the axis of %d ends at %s', (hours, expected) => {
    const lines = drawn([part('bell', hours, 0, 0)], { slot: 4, plotLines: 4, unicode: true });
    expect(lines[1]!.split('┤')[0]!.trim()).toBe(expected);
  });
});
