import type { BoardChoice, Message } from './message.ts';
import { remakeRows } from './settle.ts';
import type { BoardData, TuiState } from './tui-state.ts';

/**
 * The state with a board that was read. What could not be read leaves the rows of the same board and says why; an
 * answer for a board that nobody looks at any more is dropped.
 */
export function readingArrived(state: TuiState, message: Extract<Message, { kind: 'board' }>): TuiState {
  const clusters = message.clusters ?? state.clusters;
  if (!isSameChoice(message.choice, state.choice)) return { ...state, clusters };
  return remakeRows({ ...state, clusters, data: dataAfter(state, message.reading) });
}

/** The state with a person's page that was read; dropped when another page is open by now. */
export function userPageArrived(state: TuiState, message: Extract<Message, { kind: 'user-page' }>): TuiState {
  const { page } = state;
  if (page.kind !== 'user' || page.user !== message.user) return state;
  const { reading } = message;
  return {
    ...state,
    page: reading.ok ? { ...page, page: reading.page, problem: null } : { ...page, problem: reading.text },
  };
}

function dataAfter({ data, choice }: TuiState, reading: Extract<Message, { kind: 'board' }>['reading']): BoardData {
  if (reading.ok) return { board: reading.board, isLoading: false, problem: null, isMissing: false };
  const isOfChoice = data.board !== null && isSameChoice(data.board, choice);
  const board = isOfChoice && !reading.missing ? data.board : null;
  return { board, isLoading: false, problem: reading.text, isMissing: reading.missing };
}

function isSameChoice(a: BoardChoice, b: BoardChoice): boolean {
  return a.window === b.window && a.cluster === b.cluster && a.by === b.by;
}
