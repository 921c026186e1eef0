import { sortableColumns } from '../board-columns.ts';
import { boardLayout, isLargeEnough } from '../board-layout.ts';
import type { Message, NamedKey, Step } from '../message.ts';
import { selectIndex } from '../settle.ts';
import type { ColumnId, TuiState } from '../tui-state.ts';
import { update } from '../update.ts';
import { openUser, sortBy } from '../update-board.ts';
import { keyAt } from './key-at.ts';

type Next = Step<TuiState>;
type MouseMessage = Extract<Message, { kind: 'mouse' }>;

/** Rows or lines that the wheel scrolls at once. */
const WHEEL_ROWS = 3;

/**
 * The state after a mouse event. A click on a heading sorts (again: reverses), on a row selects, on the selected row
 * opens its page, on a key of the footer presses it; the wheel scrolls. Anywhere else nothing happens.
 */
export function updateMouse({ notice: _, ...rest }: TuiState, message: MouseMessage): Next {
  const state = { ...rest, notice: null };
  if (!isLargeEnough(state)) return stay(state);
  switch (message.event) {
    case 'click':
      return clicked(state, message);
    case 'wheel-up':
      return wheel(state, -1);
    case 'wheel-down':
      return wheel(state, 1);
    default:
      return message.event satisfies never;
  }
}

function clicked(state: TuiState, { column, row }: MouseMessage): Next {
  if (row === boardLayout(state).keysRow) {
    const key = keyAt(state, column);
    return key === null ? stay(state) : update(state, key);
  }
  const isInFrame = column > 0 && column < state.size.columns - 1;
  return state.page.kind === 'board' && isInFrame ? clickedOnBoard(state, { column, row }) : stay(state);
}

function clickedOnBoard(state: TuiState, { column, row }: Pick<MouseMessage, 'column' | 'row'>): Next {
  if (row === boardLayout(state).headRow) {
    const id = headingAt(state, column);
    return stay(id === null ? state : sortBy({ ...promptKept(state), focus: id }, id));
  }
  const index = indexAt(state, row);
  if (index === null) return stay(state);
  const kept = promptKept(state);
  return index === kept.selectedIndex ? openUser(kept) : stay(selectIndex(kept, index));
}

/** The column whose heading is at a place; the bar belongs to the value. */
function headingAt(state: TuiState, column: number): ColumnId | null {
  const found = boardLayout(state).columns.find(({ x, width }) => column >= x && column < x + width);
  const id = found?.id === 'bar' ? 'value' : found?.id;
  return id !== undefined && sortableColumns(state.metric).includes(id) ? id : null;
}

/** The row in a line of the screen, by its index; null where there is none. */
function indexAt(state: TuiState, row: number): number | null {
  const { firstRow, rowCount, pinnedRow } = boardLayout(state);
  const { rows, top, fixed } = state;
  if (row === pinnedRow) return rows.findIndex(({ name }) => name === fixed.own);
  const index = top + row - firstRow;
  return row >= firstRow && row < firstRow + rowCount && index < rows.length ? index : null;
}

/** A click leaves the line that is being typed, which stays in force as with Enter. */
function promptKept(state: TuiState): TuiState {
  return state.prompt === null ? state : update(state, { kind: 'key', key: 'enter' }).state;
}

function wheel(state: TuiState, direction: 1 | -1): Next {
  if (state.page.kind === 'board') return stay(scrolledBoard(state, direction * WHEEL_ROWS));
  const key: NamedKey = direction > 0 ? 'down' : 'up';
  let next = state;
  for (let line = 0; line < WHEEL_ROWS; line++) next = update(next, { kind: 'key', key }).state;
  return stay(next);
}

/** The table scrolled; the selection goes along only where it would be out of sight. */
function scrolledBoard(state: TuiState, rows: number): TuiState {
  const last = Math.max(0, state.rows.length - boardLayout(state).rowCount);
  const scrolled = { ...state, top: Math.max(0, Math.min(state.top + rows, last)) };
  const { rowCount } = boardLayout(scrolled);
  return selectIndex(scrolled, Math.max(scrolled.top, Math.min(state.selectedIndex, scrolled.top + rowCount - 1)));
}

function stay(state: TuiState): Next {
  return { state, effects: [] };
}
