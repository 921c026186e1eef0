import { shownText } from './shown-text.ts';
import type { Theme } from './theme.ts';
import type { TuiState } from './tui-state.ts';

/** A crown of ASCII. */
const ASCII_CROWN = '\\^/';

/** A theme's words as a screen shows them. */
export function themeWords({ theme, fixed }: Pick<TuiState, 'theme' | 'fixed'>): Theme['words'] {
  const { crown, metric, value } = theme.words;
  const isAscii = /^[ -~]*$/.test(crown);
  return {
    crown: fixed.unicode ? shownText(crown, true) : isAscii ? crown : ASCII_CROWN,
    metric: shownText(metric, fixed.unicode),
    value: shownText(value, fixed.unicode),
  };
}
