import type { BoardRow } from '../../../domain/board.ts';
import type { TuiState } from '../tui-state.ts';

/** The board's state, and rows that move. */
export type DeluxeState = TuiState & {
  /** Null or absent: nothing moves. */
  readonly motion?: Motion | null;
};

/** Rows on their way to the places that a new reading gives them. */
export type Motion = {
  readonly tracks: readonly Track[];
  /** Milliseconds since the program's start; null until the first tick. */
  readonly startMs: number | null;
  /** How much of the time is over, 0 to 1. */
  readonly share: number;
};

/**
 * A row's way. Places are lines of the table from 0 on; -1 and the table's number of lines are just out of sight, above
 * and below it.
 */
export type Track = { readonly row: BoardRow; readonly from: number; readonly to: number; readonly turn: Turn | null };

/** What became of a row's rank in the metric; `fresh`: it had none. */
export type Turn = 'up' | 'down' | 'fresh';
