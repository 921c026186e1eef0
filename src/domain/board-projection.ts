import { type Board, type BoardRow, boardRows } from './board.ts';
import type { Metric } from './metrics.ts';
import { namePattern } from './name-pattern.ts';

/** Which rows of a board to take. */
export type ProjectionOptions = {
  readonly metric: Metric;
  /** Only names that fit (see {@link namePattern}); all when not given. */
  readonly pattern?: string | undefined;
  /** At most this many rows; all when not given. */
  readonly limit?: number | undefined;
};

/** What one row of a board says about one metric; `move` is left out where nothing changed in seven days. */
export type ProjectedRow = {
  readonly rank: number;
  readonly value: number;
  readonly move?: BoardRow['moves'][string];
  readonly spark: readonly number[];
} & ({ readonly user: string } | { readonly account: string });

/** One metric of a board: what `top` and the API print (spec C7). */
export type BoardProjection = Pick<Board, 'schema_version' | 'asof' | 'window' | 'cluster' | 'clusters' | 'by'> & {
  readonly metric: string;
  readonly rows: readonly ProjectedRow[];
};

/**
 * A board seen by one metric: its ranked rows, by rank and then by name. Ranks are those of the whole board, whatever
 * the pattern leaves.
 */
export function projectBoard(board: Board, options: ProjectionOptions): BoardProjection {
  const { schema_version, asof, window, cluster, clusters, by } = board;
  const rows = rankedRows(board, options)
    .slice(0, options.limit)
    .map((row) => projectedRow(row, by, options.metric.name));
  return { schema_version, asof, window, metric: options.metric.name, cluster, by, clusters, rows };
}

/** How many rows of a board a metric ranks, and the pattern leaves. */
export function countRanked(board: Board, options: ProjectionOptions): number {
  return rankedRows(board, options).length;
}

/** The user or the account that a projected row is of. */
export function rowName(row: ProjectedRow): string {
  return 'user' in row ? row.user : row.account;
}

function rankedRows(board: Board, { metric, pattern }: ProjectionOptions): BoardRow[] {
  const fits = pattern === undefined ? () => true : namePattern(pattern);
  const rank = (row: BoardRow): number => row.ranks[metric.name] ?? 0;
  return boardRows(board)
    .filter((row) => rank(row) > 0 && fits(row.name))
    .sort((a, b) => rank(a) - rank(b) || (a.name < b.name ? -1 : 1));
}

function projectedRow(row: BoardRow, by: Board['by'], metric: string): ProjectedRow {
  const move = row.moves[metric];
  const shared = {
    rank: row.ranks[metric] ?? 0,
    value: row.values[metric] ?? 0,
    ...(move === undefined ? {} : { move }),
    spark: row.spark,
  };
  const { rank, ...rest } = shared;
  return by === 'user' ? { rank, user: row.name, ...rest } : { rank, account: row.name, ...rest };
}
