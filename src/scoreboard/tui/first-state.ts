import type { Metric } from '../../domain/metrics.ts';
import { firstSorting } from './board-rows.ts';
import type { BoardChoice } from './message.ts';
import type { Size } from './screen.ts';
import type { Theme } from './theme.ts';
import type { Sorting, TuiFixed, TuiState } from './tui-state.ts';

/** What a program was started with. */
export type TuiStart = {
  readonly fixed: TuiFixed;
  readonly size: Size;
  readonly nowSeconds: number;
  readonly theme: Theme;
  readonly choice: BoardChoice;
  readonly metric: Metric;
  readonly clusters: readonly string[];
  readonly filter: string;
  /** Null: by rank. */
  readonly sorting: Sorting | null;
};

/** The state before anything was read. */
export function firstState(start: TuiStart): TuiState {
  const sorting = start.sorting ?? firstSorting('rank');
  return {
    ...start,
    sorting,
    focus: sorting.column,
    search: '',
    prompt: null,
    data: { board: null, isLoading: true, problem: null, isMissing: false },
    rows: [],
    rankedCount: 0,
    topValue: 0,
    selected: null,
    selectedIndex: 0,
    top: 0,
    isPinned: false,
    page: { kind: 'board' },
    notice: null,
  };
}
