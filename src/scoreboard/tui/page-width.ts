import type { TuiState } from './tui-state.ts';

/** Columns of the frame and the blanks beside it. */
const MARGINS = 4;

/** Columns that a line of the help or of a person's page may have. */
export function pageWidth({ size }: Pick<TuiState, 'size'>): number {
  return Math.max(1, size.columns - MARGINS);
}
