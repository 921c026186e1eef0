import type { Board } from '../../domain/board.ts';
import { WINDOWS, type Window } from '../../domain/windows.ts';
import { type BoardBy, BY, boardGroups, type Grouping, groupSparks, groupWindow } from './board-groups.ts';
import { rangeNow, rangeThen } from './board-ranges.ts';
import { boardRowTexts } from './board-rows.ts';
import type { BoardSums } from './board-sums.ts';
import { encodeBoard } from './encode-board.ts';

/** What all boards of a set say: merged over clusters, or one cluster's. */
export type BoardSetHead = Pick<Board, 'asof' | 'cluster' | 'clusters'>;

/** One board's file to be. */
export type BoardFile = { readonly window: Window; readonly by: BoardBy; readonly bytes: Buffer };

/** Makes the boards of a set one after the other: every window, by user and by account. */
export function* boardSet(
  head: BoardSetHead,
  sums: BoardSums,
  grouping: Omit<Grouping, 'by'>,
): Generator<BoardFile, void> {
  for (const by of BY) {
    const groups = boardGroups(sums, { ...grouping, by });
    const sparks = groupSparks(groups, sums);
    for (const window of WINDOWS) {
      const now = groupWindow(groups, rangeRows(sums, rangeNow(window)));
      const then = groupWindow(groups, rangeRows(sums, rangeThen(window)));
      yield { window, by, bytes: encodeBoard({ ...head, window, by }, boardRowTexts({ groups, now, then, sparks })) };
    }
  }
}

function rangeRows(sums: BoardSums, name: string): Float64Array {
  return sums.windows.get(name) ?? new Float64Array(0);
}
