import { helpLines } from './help-lines.ts';
import type { Line } from './screen.ts';
import type { TuiState } from './tui-state.ts';
import { userLines } from './user-lines.ts';

/** Lines of a screen that are no lines of its page: the frame, the notice, the keys; and Ink's one. */
const OTHER_LINES = 5;

/** All lines of the help or of a person's page, whatever is scrolled; none for the board. */
export function pageLines(state: TuiState): readonly Line[] {
  const { page } = state;
  switch (page.kind) {
    case 'board':
      return [];
    case 'help':
      return helpLines(state);
    case 'user':
      return state.fixed.personView?.lines(state, page) ?? userLines(state, page);
    default:
      return page satisfies never;
  }
}

/** How many lines of a page show at once. */
export function pageRoom({ size, fixed, page }: Pick<TuiState, 'size' | 'fixed' | 'page'>): number {
  const head = page.kind === 'user' ? (fixed.personView?.headLines ?? 0) : 0;
  return Math.max(1, size.rows - OTHER_LINES - head);
}
