import { METRICS } from '../../domain/metrics.ts';
import { WINDOWS } from '../../domain/windows.ts';
import { ALL_CLUSTERS } from '../leaderboards/list-clusters.ts';
import { sortableColumns } from './board-columns.ts';
import { boardLayout } from './board-layout.ts';
import { firstSorting } from './board-rows.ts';
import { exportView } from './export-view.ts';
import type { BoardChoice, NamedKey, Step } from './message.ts';
import { nextTheme } from './next-theme.ts';
import { keepInSight, remakeRows, selectIndex } from './settle.ts';
import type { TuiState } from './tui-state.ts';
import { openHelp } from './update-page.ts';
import { findNext, openPrompt } from './update-prompt.ts';

type Next = Step<TuiState>;

/** The state after a key on the board. */
export function pressOnBoard(state: TuiState, key: NamedKey): Next {
  const { selectedIndex } = state;
  switch (key) {
    case 'up':
      return stay(selectIndex(state, selectedIndex - 1));
    case 'down':
      return stay(selectIndex(state, selectedIndex + 1));
    case 'page-up':
      return stay(turnPage(state, -1));
    case 'page-down':
      return stay(turnPage(state, 1));
    case 'home':
      return stay(selectIndex(state, 0));
    case 'end':
      return stay(selectIndex(state, state.rows.length - 1));
    case 'tab':
    case 'right':
      return stay(moveFocus(state, 1));
    case 'shift-tab':
    case 'left':
      return stay(moveFocus(state, -1));
    case 'enter':
      return openUser(state);
    case 'escape':
      return stay(remakeRows({ ...state, search: '', filter: '' }));
    default:
      return stay(state);
  }
}

const CHARS: Readonly<Record<string, (state: TuiState) => Next>> = {
  q: (state) => ({ state, effects: [{ kind: 'quit' }] }),
  k: (state) => pressOnBoard(state, 'up'),
  j: (state) => pressOnBoard(state, 'down'),
  ' ': (state) => pressOnBoard(state, 'page-down'),
  m: (state) => stay(changeMetric(state, 1)),
  M: (state) => stay(changeMetric(state, -1)),
  w: (state) => choose(state, { window: turned(WINDOWS, state.choice.window, 1) }),
  g: (state) => choose(state, { cluster: turned([ALL_CLUSTERS, ...state.clusters], state.choice.cluster, 1) }),
  G: (state) => choose(state, { cluster: turned([ALL_CLUSTERS, ...state.clusters], state.choice.cluster, -1) }),
  a: (state) => choose({ ...state, selectedIndex: 0 }, { by: state.choice.by === 'user' ? 'account' : 'user' }),
  s: (state) => stay(sortBy(state, state.focus)),
  S: (state) => stay(reverse(state)),
  f: (state) => stay(openPrompt(state, 'filter')),
  '/': (state) => stay(openPrompt(state, 'search')),
  n: (state) => stay(findNext(state, 1, false)),
  N: (state) => stay(findNext(state, -1, false)),
  p: (state) => stay(pin(state)),
  r: (state) => ({ state: { ...state, data: { ...state.data, isLoading: true } }, effects: [{ kind: 'load-board' }] }),
  e: (state) => ({ state, effects: [{ kind: 'export', ...exportView(state) }] }),
  t: (state) => stay(nextTheme(state)),
  '?': (state) => stay(openHelp(state)),
};

/** The state after a character on the board. */
export function typeOnBoard(state: TuiState, char: string): Next {
  return Object.hasOwn(CHARS, char) ? CHARS[char]!(state) : stay(state);
}

/** The state sorted by a column; by the one it is sorted by already, in the other order. */
export function sortBy(state: TuiState, column: TuiState['focus']): TuiState {
  if (column === state.sorting.column) return reverse(state);
  return remakeRows({ ...state, focus: column, sorting: firstSorting(column) });
}

/** The state with the page of the selected user open. Accounts have none. */
export function openUser(state: TuiState): Next {
  const { selected, choice } = state;
  if (selected === null) return stay(state);
  if (choice.by === 'account') return stay(told(state, 'accounts have no page; a shows the users'));
  return {
    state: { ...state, page: { kind: 'user', user: selected, page: null, problem: null, top: 0 } },
    effects: [{ kind: 'load-user', user: selected }],
  };
}

/** A board of another choice is read; until it comes the rows stay. */
function choose(state: TuiState, change: Partial<BoardChoice>): Next {
  const choice = { ...state.choice, ...change };
  const next = { ...state, choice, data: { ...state.data, isLoading: true } };
  return { state: next, effects: [{ kind: 'load-board' }] };
}

/** What was sorted by a column of the metric's own stays sorted by it; the new metric's own column is its value. */
function changeMetric(state: TuiState, step: number): TuiState {
  const metric = turned(METRICS, state.metric, step);
  const renamed = (column: TuiState['focus']): TuiState['focus'] => (column === metric.name ? 'value' : column);
  const { column, isDescending } = state.sorting;
  const sorting = { column: renamed(column), isDescending };
  return remakeRows({ ...state, metric, sorting, focus: renamed(state.focus) });
}

function moveFocus(state: TuiState, step: number): TuiState {
  return { ...state, focus: turned(sortableColumns(state.metric), state.focus, step) };
}

function reverse(state: TuiState): TuiState {
  const { column, isDescending } = state.sorting;
  return remakeRows({ ...state, sorting: { column, isDescending: !isDescending } });
}

/** The table turns by its rows, and the selection with it. */
function turnPage(state: TuiState, direction: 1 | -1): TuiState {
  const { rowCount } = boardLayout(state);
  const top = Math.max(0, state.top + direction * rowCount);
  return selectIndex({ ...state, top }, state.selectedIndex + direction * rowCount);
}

function pin(state: TuiState): TuiState {
  const { own } = state.fixed;
  if (state.isPinned) return keepInSight({ ...state, isPinned: false });
  if (own === null) return told(state, 'which row is yours is not known here, so there is none to pin');
  const next = keepInSight({ ...state, isPinned: true });
  if (state.choice.by !== 'user') return told(next, 'your row is pinned on the boards by user; a shows them');
  return state.rows.some(({ name }) => name === own) ? next : told(next, `${own} is not on this board`);
}

function told(state: TuiState, text: string): TuiState {
  return { ...state, notice: { text, role: 'notice', untilSeconds: null } };
}

/** The one `step` after `current`, round and round; the first when it is not among them. */
function turned<T>(all: readonly T[], current: T, step: number): T {
  const at = all.indexOf(current);
  return at < 0 ? all[0]! : all[(at + step + all.length) % all.length]!;
}

function stay(state: TuiState): Next {
  return { state, effects: [] };
}
