import { METRICS, type Metric } from '../../domain/metrics.ts';
import { WINDOWS, type Window } from '../../domain/windows.ts';
import { moveText } from '../leaderboards/board-cells.ts';
import { ALL_CLUSTERS } from '../leaderboards/list-clusters.ts';
import type { PageBoard, UserPage } from '../leaderboards/user-page.ts';
import { capitalText } from './capital-text.ts';
import { glyphsOf } from './glyphs.ts';
import { moveRole } from './move-role.ts';
import { valueText } from './number-text.ts';
import { pageWidth } from './page-width.ts';
import { rankRole } from './rank-role.ts';
import type { Line, Span } from './screen.ts';
import { sectionLines } from './section-lines.ts';
import { type SpanColumn, spanTable } from './span-table.ts';
import { themeWords } from './theme-words.ts';
import type { TuiState } from './tui-state.ts';
import { WINDOW_WORDS } from './window-words.ts';

/** Movements go before any rank or value. */
const MOVES_FIRST = 10;

/** Every metric with value, rank and movement in every window, over all clusters; nothing for who is on no such board. */
export function userMetricLines(state: TuiState, { boards }: UserPage): Line[] {
  const on = (window: Window): PageBoard | undefined =>
    boards.find((board) => board.cluster === ALL_CLUSTERS && board.window === window);
  if (WINDOWS.every((window) => on(window) === undefined)) return [];
  const columns: SpanColumn[] = [
    { title: capitalText(themeWords(state).metric), align: 'left' },
    ...WINDOWS.flatMap((window, index): SpanColumn[] => [
      { title: WINDOW_WORDS[window], align: 'right', ...(index > 0 && { dropOrder: 2 * index }) },
      { title: 'rank', align: 'right', dropOrder: 1 + 2 * index },
      { title: 'move', align: 'left', dropOrder: MOVES_FIRST + index },
    ]),
  ];
  const rows = METRICS.map((metric) => [
    { text: metric.title, role: 'text' } as const,
    ...WINDOWS.flatMap((window) => cells(state, metric, on(window))),
  ]);
  return sectionLines('All clusters', spanTable(columns, rows, { width: pageWidth(state), cut: glyphsOf(state).cut }));
}

function cells({ fixed }: TuiState, metric: Metric, board: PageBoard | undefined): Span[] {
  const { unit, name } = metric;
  const rank = board?.ranks[name];
  const value = valueText(board?.values[name], { unit, raw: fixed.raw, width: Number.POSITIVE_INFINITY });
  if (board === undefined || rank === undefined) return [quiet(value), quiet('-'), quiet('')];
  const move = board.moves[name];
  return [
    { text: value, role: 'value' },
    { text: String(rank), role: rankRole(rank) },
    { text: moveText(move, fixed.unicode), role: moveRole(move) },
  ];
}

function quiet(text: string): Span {
  return { text, role: 'dim' };
}
