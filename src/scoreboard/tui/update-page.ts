import type { NamedKey, Step } from './message.ts';
import { nextTheme } from './next-theme.ts';
import { pageLines, pageRoom } from './page-lines.ts';
import type { TuiState } from './tui-state.ts';

/** The state after a key on the help or on a user's page. */
export function pressOnPage(state: TuiState, key: NamedKey): Step<TuiState> {
  const room = pageRoom(state);
  switch (key) {
    case 'up':
      return scroll(state, -1);
    case 'down':
      return scroll(state, 1);
    case 'page-up':
      return scroll(state, -room);
    case 'page-down':
      return scroll(state, room);
    case 'home':
      return scroll(state, Number.NEGATIVE_INFINITY);
    case 'end':
      return scroll(state, Number.POSITIVE_INFINITY);
    case 'escape':
    case 'backspace':
    case 'left':
      return stay(back(state));
    default:
      return stay(state);
  }
}

/** The state after a character on the help or on a user's page. */
export function typeOnPage(state: TuiState, char: string): Step<TuiState> {
  switch (char) {
    case 'q':
      return state.page.kind === 'help' ? stay(back(state)) : { state, effects: [{ kind: 'quit' }] };
    case '?':
      return stay(state.page.kind === 'help' ? back(state) : openHelp(state));
    case 'j':
      return scroll(state, 1);
    case 'k':
      return scroll(state, -1);
    case ' ':
      return scroll(state, pageRoom(state));
    case 't':
      return stay(nextTheme(state));
    case 'r':
      return state.page.kind === 'user'
        ? { state, effects: [{ kind: 'load-user', user: state.page.user }] }
        : stay(state);
    default:
      return stay(state);
  }
}

/** The state with the help open, over whatever was open. */
export function openHelp(state: TuiState): TuiState {
  const { page } = state;
  return page.kind === 'help' ? state : { ...state, page: { kind: 'help', top: 0, under: page } };
}

/** The state with its page scrolled no further than its lines go. */
export function settlePage(state: TuiState): TuiState {
  const { page } = state;
  if (page.kind === 'board') return state;
  const last = Math.max(0, pageLines(state).length - pageRoom(state));
  const top = Math.max(0, Math.min(page.top, last));
  return top === page.top ? state : { ...state, page: { ...page, top } };
}

function scroll(state: TuiState, lines: number): Step<TuiState> {
  const { page } = state;
  return stay(page.kind === 'board' ? state : settlePage({ ...state, page: { ...page, top: page.top + lines } }));
}

function back(state: TuiState): TuiState {
  return { ...state, page: state.page.kind === 'help' ? state.page.under : { kind: 'board' } };
}

function stay(state: TuiState): Step<TuiState> {
  return { state, effects: [] };
}
