import { isLargeEnough } from './board-layout.ts';
import { boardView } from './board-view.ts';
import { pageView } from './page-view.ts';
import type { Screen } from './screen.ts';
import { tooSmallView } from './too-small-view.ts';
import type { TuiState } from './tui-state.ts';

/**
 * What people see of a state: one line less than the terminal has rows, none wider than the terminal. Without control
 * characters, and of ASCII alone where there is no Unicode.
 */
export function view(state: TuiState): Screen {
  if (!isLargeEnough(state)) return tooSmallView(state);
  return state.page.kind === 'board' ? boardView(state) : pageView(state, state.page);
}
