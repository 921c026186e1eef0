import { type StaleCluster, staleClusters } from '../../domain/stale-clusters.ts';
import { type PlacedColumn, placeColumns } from './board-columns.ts';
import { LEAST_SIZE } from './screen.ts';
import type { TuiState } from './tui-state.ts';

/** Where the parts of the board are; rows count from 0, the top of the screen. */
export type BoardLayout = {
  /** Top border with the title. */
  readonly titleRow: number;
  /** Window, metric, cluster, age. */
  readonly stateRow: number;
  /** Stale clusters; null when there are none. */
  readonly staleRow: number | null;
  readonly stale: readonly StaleCluster[];
  /** Titles of the columns. */
  readonly headRow: number;
  readonly columns: readonly PlacedColumn[];
  /** First row of the table, and how many fit. */
  readonly firstRow: number;
  readonly rowCount: number;
  /** The reader's own row at the table's foot while it is pinned and scrolled out of sight; null otherwise. */
  readonly pinnedRow: number | null;
  /** Bottom border. */
  readonly bottomRow: number;
  /** Notice, prompt, problem or tip. */
  readonly noticeRow: number;
  /** Keys. */
  readonly keysRow: number;
};

/** Blanks between the border and the columns. */
const PADDING = 1;

/** The parts of the board for a state. Its terminal is at least {@link LEAST_SIZE}. */
export function boardLayout(state: TuiState): BoardLayout {
  const height = Math.max(state.size.rows, LEAST_SIZE.rows) - 1;
  const { staleAfterSeconds } = state.fixed;
  const stale = staleClusters(state.data.board?.clusters ?? [], { nowSeconds: state.nowSeconds, staleAfterSeconds });
  const headRow = stale.length === 0 ? 2 : 3;
  const firstRow = headRow + 1;
  const bottomRow = height - 3;
  const room = bottomRow - firstRow;
  const pinned = isOwnOutOfSight(state, room);
  return {
    titleRow: 0,
    stateRow: 1,
    staleRow: stale.length === 0 ? null : 2,
    stale,
    headRow,
    columns: placeColumns({
      left: 1 + PADDING,
      width: Math.max(state.size.columns, LEAST_SIZE.columns) - 2 * (1 + PADDING),
      metric: state.metric,
      by: state.choice.by,
      focus: state.focus,
      raw: state.fixed.raw,
    }),
    firstRow,
    rowCount: pinned ? room - 1 : room,
    pinnedRow: pinned ? bottomRow - 1 : null,
    bottomRow,
    noticeRow: height - 2,
    keysRow: height - 1,
  };
}

/** Whether a terminal is large enough for a board. */
export function isLargeEnough({ size }: Pick<TuiState, 'size'>): boolean {
  return size.columns >= LEAST_SIZE.columns && size.rows >= LEAST_SIZE.rows;
}

function isOwnOutOfSight({ isPinned, choice, fixed, rows, top }: TuiState, room: number): boolean {
  if (!isPinned || choice.by !== 'user' || fixed.own === null) return false;
  const at = rows.findIndex(({ name }) => name === fixed.own);
  return at >= 0 && (at < top || at >= top + room - 1);
}
