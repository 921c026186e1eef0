import type { Role } from '../screen.ts';
import type { Block } from './block.ts';
import { type ChartShape, chartWidth, drawAxes, monthX, OTHER_CHART_LINES, plotY } from './chart-axes.ts';
import { chartGrid } from './chart-grid.ts';
import { compactNumber } from './compact-number.ts';
import type { MonthRank } from './rank-history.ts';

/** The line of ranks: along, down from the left, up from the left, upright, from above to the right, from below. */
const STROKES = {
  unicode: { along: '━', upright: '┃', downFrom: '┓', downTo: '┗', upFrom: '┛', upTo: '┏', none: '·' },
  ascii: { along: '=', upright: '|', downFrom: '+', downTo: '+', upFrom: '+', upTo: '+', none: '.' },
} as const;

type Strokes = (typeof STROKES)[keyof typeof STROKES];

/** A month with a rank: its column and line. */
type Point = { readonly x: number; readonly line: number; readonly rank: number };

/** Ranks by month as a line of steps, the best at the top; months without one are gaps. */
export function rankChart(shape: ChartShape, history: readonly MonthRank[]): Block {
  const { plotLines, slot, unicode } = shape;
  const width = chartWidth(shape, history.length);
  const grid = chartGrid(width, plotLines + OTHER_CHART_LINES);
  const strokes: Strokes = unicode ? STROKES.unicode : STROKES.ascii;
  const known = history.flatMap(({ rank }) => (rank === null ? [] : [rank]));
  const lineOf = rankLines(known, plotLines);
  const ends = [...new Set([Math.min(...known), Math.max(...known)])].filter(Number.isFinite);
  const labels = ends.map((rank) => ({ line: lineOf(rank), text: compactNumber(rank) }));
  drawAxes(grid, shape, { months: history.map(({ month }) => month), labels });
  let before: Point | null = null;
  for (const [index, { rank }] of history.entries()) {
    const x = monthX(shape, index);
    if (rank === null) {
      grid.put({ x: x + 1, y: plotY(plotLines - 1) }, strokes.none, 'dim');
      before = null;
      continue;
    }
    const point = { x, line: lineOf(rank), rank };
    const role = roleOf(before, rank);
    grid.put({ x, y: plotY(point.line) }, strokes.along.repeat(slot - 1), role);
    grid.put({ x, y: plotY(point.line - 1) }, compactNumber(rank), rankLook(rank, role));
    if (before !== null) {
      for (const { line, text } of riser(before.line, point.line, strokes)) {
        grid.put({ x: x - 1, y: plotY(line) }, text, role);
      }
    }
    before = point;
  }
  return { width, lines: grid.lines() };
}

/** The line of the plot of each rank: the best at the top, the worst at the bottom; a single one in the middle. */
function rankLines(known: readonly number[], plotLines: number): (rank: number) => number {
  const best = Math.min(...known);
  const span = Math.max(...known) - best;
  return (rank) => (span === 0 ? Math.floor(plotLines / 2) : Math.round(((rank - best) / span) * (plotLines - 1)));
}

function roleOf(before: Point | null, rank: number): Role {
  if (before === null || before.rank === rank) return 'value';
  return rank < before.rank ? 'up' : 'down';
}

const MEDALS: readonly Role[] = ['first', 'second', 'third'];

function rankLook(rank: number, role: Role): Role {
  return MEDALS[rank - 1] ?? role;
}

/** The characters in the column between two months. */
function riser(from: number, to: number, strokes: Strokes): { line: number; text: string }[] {
  if (from === to) return [{ line: to, text: strokes.along }];
  const isDown = to > from;
  const between = Array.from({ length: Math.abs(to - from) - 1 }, (_, index) => ({
    line: Math.min(from, to) + 1 + index,
    text: strokes.upright,
  }));
  return [
    { line: from, text: isDown ? strokes.downFrom : strokes.upFrom },
    ...between,
    { line: to, text: isDown ? strokes.downTo : strokes.upTo },
  ];
}
