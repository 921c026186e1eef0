import type { Board } from '../../domain/board.ts';
import { projectBoard, rowName } from '../../domain/board-projection.ts';
import { humanValue } from '../../domain/human-value.ts';
import { findMetric } from '../../domain/metrics.ts';
import { fitText } from '../../platform/fit-text.ts';
import { plainText } from '../../platform/plain-text.ts';
import type { TextStyle } from '../../platform/text-style.ts';
import { textTable } from '../../platform/text-table.ts';
import { boardCells } from '../leaderboards/board-cells.ts';
import { boardHeading } from '../leaderboards/board-heading.ts';
import { columnWords } from './column-words.ts';
import { emptyText } from './empty-text.ts';
import { valueText } from './number-text.ts';
import type { TuiState } from './tui-state.ts';

/**
 * The board of a state as a plain table of all its rows, for terminals that can do no more and for files: in the
 * state's order, only what fits its filter. Without a board it is a sentence that says why.
 */
export function plainBoardText(state: TuiState, style: TextStyle): string {
  const { rows, nowSeconds, fixed, metric } = state;
  const { board, problem } = state.data;
  if (board === null) return `${plainText(problem ?? emptyText(state)[0] ?? '')}\n`;
  const heading = boardHeading({ ...board, metric: metric.name }, { nowSeconds, ...fixed });
  const stale = heading.stale.length === 0 ? [] : [`Stale: ${heading.stale.join(', ')}`];
  const lines = [heading.asof, ...stale, ...chosenTexts(state), ''];
  const line = (text: string): string => fitText(plainText(text), style.width, style.unicode ? '…' : '~');
  const table = rows.length === 0 ? emptyText(state).slice(0, 1).map(line) : tableLines(state, board, style);
  return `${[style.paint(line(heading.title), 'bold'), ...lines.map(line), ...table].join('\n')}\n`;
}

/** The columns of `top`, and the metric that the rows are sorted by when that is another one. */
function tableLines({ rows, metric, sorting, fixed: { raw } }: TuiState, board: Board, style: TextStyle): string[] {
  const projection = projectBoard(board, { metric });
  const places = new Map(projection.rows.map((row) => [rowName(row), row]));
  const shown = rows.flatMap(({ name }) => places.get(name) ?? []);
  const cells = boardCells({ ...projection, rows: shown }, metric, { raw, unicode: style.unicode });
  const sorted = findMetric(sorting.column);
  if (sorted === undefined) return textTable(cells.columns, cells.rows, style);
  const { name, title, unit } = sorted;
  const texts = rows.map(({ values }) => valueText(values[name], { unit, raw, width: Number.POSITIVE_INFINITY }));
  return textTable(
    [...cells.columns, { title, align: 'right' }],
    cells.rows.map((row, index) => [...row, texts[index]!]),
    style,
  );
}

function chosenTexts({ filter, sorting: { column, isDescending }, rows, rankedCount }: TuiState): string[] {
  const [hits, all] = [rows.length, rankedCount].map((count) => humanValue(count, 'count'));
  const order = isDescending ? 'descending' : 'ascending';
  return [
    ...(filter === '' ? [] : [`Filter ${JSON.stringify(filter)}: ${hits} of ${all}`]),
    ...(column === 'rank' && !isDescending ? [] : [`Sorted by ${columnWords(column)}, ${order}`]),
  ];
}
