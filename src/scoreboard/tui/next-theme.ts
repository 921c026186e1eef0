import type { TuiState } from './tui-state.ts';

/** How long the footer names a theme. */
const NAMED_SECONDS = 3;

/** The state with the next of the themes. */
export function nextTheme(state: TuiState): TuiState {
  const { themes } = state.fixed;
  const at = themes.findIndex(({ name }) => name === state.theme.name);
  const theme = themes[(at + 1) % themes.length] ?? state.theme;
  const untilSeconds = state.nowSeconds + NAMED_SECONDS;
  return { ...state, theme, notice: { text: `theme ${theme.name}`, role: 'notice', untilSeconds } };
}
