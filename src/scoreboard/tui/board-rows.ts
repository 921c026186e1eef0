import { type BoardRow, boardRows } from '../../domain/board.ts';
import { namePattern } from '../../domain/name-pattern.ts';
import type { ColumnId, Sorting, TuiState } from './tui-state.ts';

/** What a state's rows follow from. */
type RowWishes = Pick<TuiState, 'data' | 'metric' | 'filter' | 'sorting'>;

/** Columns that sort from small to great at first. */
const ASCENDING_FIRST: readonly ColumnId[] = ['rank', 'name'];

/** The rows of a state's board that have a rank in its metric and fit its filter, in its order, and what is counted. */
export function makeRows({
  data,
  metric,
  filter,
  sorting,
}: RowWishes): Pick<TuiState, 'rows' | 'rankedCount' | 'topValue'> {
  const ranked = data.board === null ? [] : boardRows(data.board).filter((row) => (row.ranks[metric.name] ?? 0) > 0);
  const fits = namePattern(filter);
  const kept = filter === '' ? ranked : ranked.filter(({ name }) => fits(name));
  return {
    rows: sortRows(kept, sorting, metric.name),
    rankedCount: ranked.length,
    topValue: ranked.reduce((top, { values }) => Math.max(top, values[metric.name] ?? 0), 0),
  };
}

/** How a column sorts at first: numbers with the greatest on top, ranks and names from the front. */
export function firstSorting(column: ColumnId): Sorting {
  return { column, isDescending: !ASCENDING_FIRST.includes(column) };
}

/** A row's number in a column, by which it is sorted; null where it is unknown. Names have none. */
export function sortNumber({ ranks, moves, values }: BoardRow, column: ColumnId, metric: string): number | null {
  switch (column) {
    case 'rank':
      return ranks[metric] ?? null;
    case 'move': {
      const move = moves[metric];
      return move === undefined ? 0 : move.rank;
    }
    case 'value':
      return values[metric] ?? null;
    case 'change': {
      const move = moves[metric];
      return move === undefined ? 0 : move.value;
    }
    default:
      return values[column] ?? null;
  }
}

/** Unknown numbers come last in either order; equals by rank, then by name. */
function sortRows(rows: readonly BoardRow[], { column, isDescending }: Sorting, metric: string): BoardRow[] {
  const sign = isDescending ? -1 : 1;
  const byName = (a: BoardRow, b: BoardRow): number => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0);
  if (column === 'name') return [...rows].sort((a, b) => sign * byName(a, b));
  const keyed = rows.map((row) => ({ row, key: sortNumber(row, column, metric), rank: row.ranks[metric] ?? 0 }));
  keyed.sort((a, b) => {
    if (a.key !== b.key) {
      if (a.key === null) return 1;
      if (b.key === null) return -1;
      return sign * (a.key - b.key);
    }
    return a.rank - b.rank || byName(a.row, b.row);
  });
  return keyed.map(({ row }) => row);
}
