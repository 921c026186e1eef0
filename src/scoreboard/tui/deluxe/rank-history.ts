import type { Board } from '../../../domain/board.ts';
import { dayOf, type Month } from '../../../domain/calendar.ts';
import { sparkMonths } from '../../leaderboards/board-ranges.ts';

/** A month and someone's rank in it by CPU hours among the rows of a board; null: no CPU hours known. */
export type MonthRank = { readonly month: Month; readonly rank: number | null };

type Sparks = readonly { readonly spark: readonly number[] }[];

/**
 * A user's rank in each of the last 12 months, oldest first: one more than the users who had more CPU hours (1, 1, 3).
 * Empty when the board has no such user or no months, and where it is by account.
 */
export function rankHistory(board: Board, name: string): MonthRank[] {
  if (board.by !== 'user') return [];
  const spark = board.users.find(({ user }) => user === name)?.spark ?? [];
  if (spark.length === 0) return [];
  const months = sparkMonths(dayOf(Date.parse(board.asof) / 1000)).slice(-spark.length);
  return months.map((month, index) => ({ month, rank: rankAt(board.users, { index, own: spark[index] ?? 0 }) }));
}

/** Boards have up to some ten thousand users and pages are made anew at every key, so nothing is copied here. */
function rankAt(rows: Sparks, { index, own }: { readonly index: number; readonly own: number }): number | null {
  if (!(own > 0)) return null;
  return 1 + rows.reduce((count, { spark }) => count + ((spark[index] ?? 0) > own ? 1 : 0), 0);
}
