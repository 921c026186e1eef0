import type { Month } from '../../../domain/calendar.ts';
import type { Role } from '../screen.ts';
import { barCells } from './bar-cells.ts';
import type { Block } from './block.ts';
import { type ChartShape, chartWidth, drawAxes, monthX, OTHER_CHART_LINES, plotY } from './chart-axes.ts';
import { chartGrid } from './chart-grid.ts';
import { compactNumber } from './compact-number.ts';
import type { MonthPart } from './month-parts.ts';

/** Looks of the parts of a bar. */
export const PART_ROLES: readonly Role[] = ['bar', 'first', 'fresh', 'third', 'second'];

/** Columns of a month from which on its value stands above the bar. */
const VALUE_SLOT = 5;

/** What a chart shows: months, oldest first, and their hours in parts. */
export type MonthBars = { readonly months: readonly Month[]; readonly parts: readonly MonthPart[] };

/** CPU hours by month as vertical bars, each stacked of its parts. */
export function monthChart(shape: ChartShape, { months, parts }: MonthBars): Block {
  const { slot, plotLines, unicode } = shape;
  const width = chartWidth(shape, months.length);
  const grid = chartGrid(width, plotLines + OTHER_CHART_LINES);
  const totals = months.map((_, index) => parts.reduce((sum, { hours }) => sum + hours[index]!, 0));
  const top = niceTop(Math.max(0, ...totals));
  const middle = plotLines / 2;
  const labels = [
    { line: 0, text: compactNumber(top) },
    ...(Number.isInteger(middle) ? [{ line: middle, text: compactNumber(top / 2) }] : []),
    { line: plotLines, text: '0' },
  ];
  drawAxes(grid, shape, { months, labels });
  for (const { line } of labels.slice(0, -1)) {
    grid.put({ x: monthX(shape, 0), y: plotY(line) }, (unicode ? '┈' : '.').repeat(width - monthX(shape, 0)), 'track');
  }
  const barWidth = slot - (slot > VALUE_SLOT - 1 ? 2 : 1);
  for (const [index, total] of totals.entries()) {
    const x = monthX(shape, index);
    const cells = barCells(
      parts.map(({ hours }) => hours[index]!),
      { top, height: plotLines, unicode },
    );
    for (const [up, { text, part }] of cells.entries()) {
      grid.put({ x, y: plotY(plotLines - 1 - up) }, text.repeat(barWidth), PART_ROLES[part] ?? 'bar');
    }
    if (slot >= VALUE_SLOT && total > 0) {
      const value = compactNumber(total);
      grid.put({ x, y: plotY(plotLines - 1 - cells.length) }, value.padEnd(slot), 'value');
    }
  }
  return { width, lines: grid.lines() };
}

/** Round numbers whose halves have no more than two digits. */
const ROUND = [1, 1.2, 1.5, 2, 2.4, 3, 4, 5, 6, 8];

/** The least round number from 1 on that is no less than a value. */
function niceTop(value: number): number {
  let unit = 1;
  while (unit * 10 < value) unit *= 10;
  const steps = unit === 1 ? ROUND.filter(Number.isInteger) : ROUND;
  return unit * (steps.find((step) => step * unit >= value) ?? 10);
}
