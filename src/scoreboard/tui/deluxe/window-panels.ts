import { findMetric, METRICS, type Metric } from '../../../domain/metrics.ts';
import { WINDOW_TITLES, WINDOWS, type Window } from '../../../domain/windows.ts';
import { moveText } from '../../leaderboards/board-cells.ts';
import { ALL_CLUSTERS } from '../../leaderboards/list-clusters.ts';
import type { PageBoard, UserPage } from '../../leaderboards/user-page.ts';
import { cellWidth } from '../cell-width.ts';
import { fitCell } from '../fit-cell.ts';
import { glyphsOf } from '../glyphs.ts';
import { moveRole } from '../move-role.ts';
import { pageWidth } from '../page-width.ts';
import { alignedPiece, type Piece } from '../placed-line.ts';
import { rankRole } from '../rank-role.ts';
import { shortTitle } from '../short-title.ts';
import type { TuiState } from '../tui-state.ts';
import { type Block, beside } from './block.ts';
import { compactNumber } from './compact-number.ts';
import { PANEL_SIDE, panel } from './panel.ts';
import { shortValue } from './short-value.ts';

/** Columns between panels, and between the columns of metrics in one. */
const GAP = 2;
const COLUMN_GAP = 4;

/** Columns within a panel from which on metrics stand in two of them. */
const TWO_COLUMNS = 56;

/** Columns of a rank, and of a movement; where there are more than so many, movements and whole titles have room. */
const RANK_WIDTH = 5;
const MOVE_WIDTH = 7;
const WIDE = 30;

/** The metrics of small panels, the most important first. */
const ORDER = ['clock_hours', 'jobs', 'gpu_clock_hours', 'failure_rate', 'cpu_efficiency', 'wait_hours'];

/** A panel for each window, side by side: value, rank and movement of so many metrics, that of the board first. */
export function windowPanels(state: TuiState, { boards }: UserPage, lineCount: number): Block {
  const width = Math.floor((pageWidth(state) - (WINDOWS.length - 1) * GAP) / WINDOWS.length);
  const style = { width, unicode: state.fixed.unicode, cut: glyphsOf(state).cut };
  const panels = WINDOWS.map((window) => {
    const board = boards.find((one) => one.cluster === ALL_CLUSTERS && one.window === window);
    const inside = width - 2 * PANEL_SIDE;
    const lines = board === undefined ? noLines(inside, lineCount) : panelLines(state, board, { inside, lineCount });
    return panel({ text: titleOf(window), role: 'title' }, lines, style);
  });
  return beside(panels, GAP);
}

function titleOf(window: Window): string {
  const title = WINDOW_TITLES[window];
  return title.charAt(0).toUpperCase() + title.slice(1);
}

type Room = { readonly inside: number; readonly lineCount: number };

function noLines(inside: number, lineCount: number): Piece[][] {
  const text = fitCell('not on this board', inside, '');
  return Array.from({ length: lineCount }, (_, line) => (line === 0 ? [{ x: 0, text, role: 'dim' }] : []));
}

function panelLines(state: TuiState, board: PageBoard, { inside, lineCount }: Room): Piece[][] {
  const isDouble = inside >= TWO_COLUMNS;
  const metrics = metricOrder(state.metric).slice(0, isDouble ? 2 * lineCount : lineCount);
  const column = isDouble ? Math.floor((inside - COLUMN_GAP) / 2) : inside;
  return Array.from({ length: lineCount }, (_, line) =>
    [metrics[line], metrics[line + lineCount]].flatMap((metric, index) => {
      if (metric === undefined) return [];
      return metricPieces(state, { board, metric, x: index * (column + COLUMN_GAP), width: column });
    }),
  );
}

function metricOrder(shown: Metric): Metric[] {
  const first = [shown, ...ORDER.map((name) => findMetric(name)!)];
  return [...new Set([...first, ...METRICS])];
}

type MetricCell = { readonly board: PageBoard; readonly metric: Metric; readonly x: number; readonly width: number };

/** Title at the left; value, rank and movement at the right. */
function metricPieces(state: TuiState, { board, metric, x, width }: MetricCell): Piece[] {
  const { raw, unicode } = state.fixed;
  const { name, unit } = metric;
  const rank = board.ranks[name];
  const isWide = width > WIDE;
  const rankEnd = width - (isWide ? MOVE_WIDTH : 0);
  const valueEnd = rankEnd - RANK_WIDTH;
  const title = isWide ? metric.title : shortTitle(metric);
  const value = shortValue(board.values[name], { unit, raw, width: valueEnd - cellWidth(title) - 1 });
  const shown = fitCell(title, valueEnd - cellWidth(value) - 1, glyphsOf(state).cut);
  const pieces: Piece[] = [
    { x: 0, text: shown, role: metric === state.metric ? 'sorted' : 'text' },
    alignedPiece(value, { x: 0, width: valueEnd, align: 'right' }, rank === undefined ? 'dim' : 'value'),
    alignedPiece(rankText(rank), { x: 0, width: rankEnd, align: 'right' }, rank === undefined ? 'dim' : rankRole(rank)),
  ];
  if (isWide && rank !== undefined) {
    const move = board.moves[name];
    pieces.push({ x: rankEnd + 2, text: moveText(move, unicode).slice(0, MOVE_WIDTH - 2), role: moveRole(move) });
  }
  return pieces.map((piece) => ({ ...piece, x: piece.x + x }));
}

/** Four characters at most. */
function rankText(rank: number | undefined): string {
  if (rank === undefined) return '-';
  return rank < 1000 ? `#${rank}` : compactNumber(rank);
}
