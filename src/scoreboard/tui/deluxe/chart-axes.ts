import type { Month } from '../../../domain/calendar.ts';
import type { ChartGrid } from './chart-grid.ts';
import { monthName } from './month-name.ts';

/** Columns of the labels and the line at a chart's left side. */
export const AXIS_WIDTH = 7;

/** Lines of a chart besides its plot: room for a number above the highest place; axis, months and years below. */
export const OTHER_CHART_LINES = 4;

/** What a chart of months is drawn with. */
export type ChartShape = {
  /** Columns of a month; 4 or more. */
  readonly slot: number;
  /** Lines of the plot. */
  readonly plotLines: number;
  readonly unicode: boolean;
};

/** A label at a line of the plot, from 0 at the top. */
export type AxisLabel = { readonly line: number; readonly text: string };

/** What the axes say. */
export type Axes = { readonly months: readonly Month[]; readonly labels: readonly AxisLabel[] };

/** Columns of a chart. */
export function chartWidth({ slot }: ChartShape, months: number): number {
  return AXIS_WIDTH + slot * months;
}

/** First column of a month by its place among those that show. */
export function monthX({ slot }: ChartShape, index: number): number {
  return AXIS_WIDTH + slot * index;
}

/** Line of the grid of a line of the plot: one is free above it. */
export function plotY(line: number): number {
  return line + 1;
}

/** Draws the axes: values at the left, months and years below. */
export function drawAxes(grid: ChartGrid, shape: ChartShape, { months, labels }: Axes): void {
  const { plotLines, unicode, slot } = shape;
  const [side, tick, corner, across] = unicode ? '│┤└─' : '|++-';
  const x = AXIS_WIDTH - 1;
  for (let line = 0; line < plotLines; line++) grid.put({ x, y: plotY(line) }, side!, 'border');
  const foot = plotY(plotLines);
  grid.put({ x, y: foot }, corner! + across!.repeat(slot * months.length), 'border');
  for (const { line, text } of labels) {
    grid.put({ x: x - 1 - text.length, y: plotY(line) }, text, 'dim');
    if (line < plotLines) grid.put({ x, y: plotY(line) }, tick!, 'border');
  }
  for (const [index, month] of months.entries()) {
    const at = monthX(shape, index);
    grid.put({ x: at, y: foot + 1 }, monthName(month), 'text');
    if (isYearShown(months, index)) grid.put({ x: at, y: foot + 2 }, month.slice(0, 4), 'dim');
  }
}

/** At each January, and at the first month unless the next one's year follows at once. */
function isYearShown(months: readonly Month[], index: number): boolean {
  const isJanuary = (month: Month | undefined): boolean => month?.endsWith('-01') ?? false;
  return isJanuary(months[index]) || (index === 0 && !isJanuary(months[1]));
}
