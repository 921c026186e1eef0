import type { BoardRow } from '../../domain/board.ts';
import { humanValue } from '../../domain/human-value.ts';
import { staleText } from '../leaderboards/board-heading.ts';
import { type BoardLayout, boardLayout } from './board-layout.ts';
import { cellWidth } from './cell-width.ts';
import { clockSpan } from './clock-span.ts';
import { columnWords } from './column-words.ts';
import { emptyText } from './empty-text.ts';
import { fitCell } from './fit-cell.ts';
import { framedLine, frameLine } from './frame.ts';
import { glyphsOf } from './glyphs.ts';
import { headLine } from './head-line.ts';
import { keysLine } from './keys-line.ts';
import { noticeLine } from './notice-line.ts';
import { rowLine } from './row-line.ts';
import type { Line, Screen, Span } from './screen.ts';
import { scrollThumb } from './scroll-thumb.ts';
import { shownText } from './shown-text.ts';
import { stateLine } from './state-line.ts';
import { titleText } from './title-text.ts';
import type { TuiState } from './tui-state.ts';

/** The board on a terminal that is large enough for it; only the rows that show are made. */
export function boardView(state: TuiState): Screen {
  const layout = boardLayout(state);
  const title = { text: titleText(state, 'Slurm scoreboard'), role: 'title' } as const;
  return [
    frameLine(state, 'top', { left: title, right: sortedElsewhere(state, layout) ?? clockSpan(state) }),
    stateLine(state),
    ...(layout.staleRow === null ? [] : [staleLine(state, layout)]),
    headLine(state, layout.columns),
    ...tableLines(state, layout),
    frameLine(state, 'bottom', { left: rangeText(state, layout), right: ownRank(state) }),
    noticeLine(state),
    keysLine(state),
  ];
}

/** The table's lines down to the frame: rows, the pinned one last, or what there is to say without rows. */
function tableLines(state: TuiState, layout: BoardLayout): Line[] {
  const { rows, top, selectedIndex } = state;
  const { columns, firstRow, rowCount, pinnedRow, bottomRow } = layout;
  const room = bottomRow - firstRow;
  const thumb = scrollThumb({ total: rows.length, shown: rowCount, top }, room);
  const isThumb = (line: number): boolean => thumb !== null && line >= thumb.first && line < thumb.end;
  if (rows.length === 0) return emptyLines(state, room);
  const lines = rows
    .slice(top, top + rowCount)
    .map((row, line) =>
      rowLine(state, row, { columns, isSelected: top + line === selectedIndex, isThumb: isThumb(line) }),
    );
  const pinned = pinnedRow === null ? undefined : ownRow(state);
  while (lines.length < (pinned === undefined ? room : room - 1)) {
    lines.push(framedLine(state, [], { isThumb: isThumb(lines.length) }));
  }
  if (pinned !== undefined)
    lines.push(rowLine(state, pinned, { columns, isSelected: false, isThumb: isThumb(room - 1) }));
  return lines;
}

/** In the middle of the table, or a little above it, where eyes look first. */
function emptyLines(state: TuiState, room: number): Line[] {
  const { columns } = state.size;
  const texts = emptyText(state);
  const above = Math.max(0, Math.floor((room - texts.length) / 2) - 1);
  return Array.from({ length: room }, (_, index) => {
    const text = fitCell(texts[index - above] ?? '', columns - 4, glyphsOf(state).cut);
    const x = Math.floor((columns - cellWidth(text)) / 2);
    return framedLine(state, text === '' ? [] : [{ x, text, role: index === above ? 'heading' : 'dim' }]);
  });
}

function staleLine(state: TuiState, { stale }: BoardLayout): Line {
  const { warning, cut } = glyphsOf(state);
  const names = stale.map((one) => shownText(staleText(one), state.fixed.unicode)).join(', ');
  const text = fitCell(`${warning} Stale: ${names}`, state.size.columns - 4, cut);
  return framedLine(state, [{ x: 2, text, role: 'warning' }]);
}

/** The column that rows are sorted by where it does not show; more important than the time of day. */
function sortedElsewhere({ sorting, ...state }: TuiState, { columns }: BoardLayout): Span | null {
  const { ascending, descending } = glyphsOf(state);
  if (columns.some(({ id }) => id === sorting.column)) return null;
  return { text: `by ${columnWords(sorting.column)} ${sorting.isDescending ? descending : ascending}`, role: 'sorted' };
}

function rangeText({ rows, top, ...state }: TuiState, { rowCount }: BoardLayout): Span {
  if (rows.length === 0) return { text: '', role: 'border' };
  const last = Math.min(rows.length, top + rowCount);
  const [from, to, all] = [top + 1, last, rows.length].map((count) => humanValue(count, 'count'));
  return { text: `rows ${from}${glyphsOf(state).range}${to} of ${all}`, role: 'state' };
}

function ownRank(state: TuiState): Span {
  const rank = ownRow(state)?.ranks[state.metric.name];
  return { text: rank === undefined ? '' : `you: rank ${humanValue(rank, 'count')}`, role: 'own' };
}

function ownRow({ choice, rows, fixed }: TuiState): BoardRow | undefined {
  if (choice.by !== 'user' || fixed.own === null) return undefined;
  return rows.find(({ name }) => name === fixed.own);
}
