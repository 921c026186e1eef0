import { themeWords } from './theme-words.ts';
import type { TuiState } from './tui-state.ts';

/** A title with the theme's crown before it. */
export function titleText(state: Pick<TuiState, 'theme' | 'fixed'>, title: string): string {
  const { crown } = themeWords(state);
  return crown === '' ? title : `${crown} ${title}`;
}
