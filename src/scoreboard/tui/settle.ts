import { boardLayout } from './board-layout.ts';
import { makeRows } from './board-rows.ts';
import type { TuiState } from './tui-state.ts';

/** The state with rows made anew and the selection kept on its name, or on its place where the name is gone. */
export function remakeRows(state: TuiState): TuiState {
  const made = { ...state, ...makeRows(state) };
  const at = made.rows.findIndex(({ name }) => name === made.selected);
  return selectIndex(made, at >= 0 ? at : made.selectedIndex);
}

/** The state with the row at an index selected (or the nearest there is) and in sight. */
export function selectIndex(state: TuiState, index: number): TuiState {
  const selectedIndex = Math.max(0, Math.min(index, state.rows.length - 1));
  const selected = state.rows[selectedIndex]?.name ?? null;
  return keepInSight({ ...state, selectedIndex, selected });
}

/** The state scrolled as little as it takes for the selected row to show, with no empty lines that rows could fill. */
export function keepInSight(state: TuiState): TuiState {
  // A pinned row takes a line from the table as soon as it is out of sight, so that one more turn may be needed.
  const once = scrolled(state, boardLayout(state).rowCount);
  return scrolled(once, boardLayout(once).rowCount);
}

function scrolled(state: TuiState, rowCount: number): TuiState {
  const { selectedIndex, rows } = state;
  const last = Math.max(0, rows.length - rowCount);
  const top = Math.max(Math.min(state.top, selectedIndex, last), selectedIndex - rowCount + 1, 0);
  return top === state.top ? state : { ...state, top };
}
