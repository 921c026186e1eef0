import type { PlacedColumn } from './board-columns.ts';
import { cellWidth } from './cell-width.ts';
import { fitCell } from './fit-cell.ts';
import { framedLine } from './frame.ts';
import { glyphsOf } from './glyphs.ts';
import { alignedX, type Piece } from './placed-line.ts';
import type { Line, Role } from './screen.ts';
import { themeWords } from './theme-words.ts';
import type { TuiState } from './tui-state.ts';

/**
 * The titles of the columns. The arrow of the sorted one stands at the side where its cells have no edge, and the
 * brackets round the focused one in the gaps, so that no title moves with them.
 */
export function headLine(state: TuiState, columns: readonly PlacedColumn[]): Line {
  return framedLine(
    state,
    columns.flatMap((column) => titlePieces(state, column)),
  );
}

function titlePieces(state: TuiState, column: PlacedColumn): Piece[] {
  const { focus, sorting } = state;
  const isFocused = focus === column.id;
  const arrow = sorting.column === column.id ? arrowOf(state) : '';
  const title = fitCell(titleOf(state, column, arrow.length), column.width - arrow.length, glyphsOf(state).cut);
  const text = column.align === 'left' ? title + arrow : arrow + title;
  const x = alignedX(text, column);
  const role: Role = isFocused ? 'focused' : arrow === '' ? 'heading' : 'sorted';
  if (!isFocused) return [{ x, text, role }];
  return [
    { x: x - 1, text: '[', role: 'key' },
    { x, text, role },
    { x: x + cellWidth(text), text: ']', role: 'key' },
  ];
}

/** The value's title names what the theme calls it, where there is room for that. */
function titleOf(state: TuiState, { id, title, width }: PlacedColumn, arrowWidth: number): string {
  const { value } = themeWords(state);
  const named = `${title} ${value}`;
  return id === 'value' && value !== '' && cellWidth(named) + arrowWidth <= width ? named : title;
}

function arrowOf(state: TuiState): string {
  const { ascending, descending } = glyphsOf(state);
  return state.sorting.isDescending ? descending : ascending;
}
