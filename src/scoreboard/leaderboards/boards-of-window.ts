import type { Board } from '../../domain/board.ts';
import type { Window } from '../../domain/windows.ts';
import { EXIT } from '../../platform/exit-codes.ts';
import { KnownError } from '../../platform/known-error.ts';
import { ALL_CLUSTERS, listClusters } from './list-clusters.ts';
import { type ReaderParts, readShownBoard } from './shown-board.ts';

/** The boards of one window that could be read, and why others could not, a sentence each. */
export type BoardsOfWindow = { readonly boards: readonly Board[]; readonly problems: readonly string[] };

/**
 * Reads the boards of a window by user and by account, of each cluster and merged over all. Throws KnownError: exit 5
 * for no root, 1 where there are no boards yet.
 */
export async function readBoardsOf(
  reader: ReaderParts,
  { root, window }: { readonly root: string; readonly window: Window },
): Promise<BoardsOfWindow> {
  const boards: Board[] = [];
  const problems: string[] = [];
  let missing = '';
  for (const cluster of [...(await listClusters(root)), ALL_CLUSTERS]) {
    for (const by of ['user', 'account'] as const) {
      const read = await readShownBoard(reader, { root, cluster, window, by });
      if (read.ok) boards.push(read.board);
      else if (read.missing) missing = read.text;
      else problems.push(read.text);
    }
  }
  if (boards.length === 0) throw new KnownError(problems[0] ?? missing, EXIT.failed);
  return { boards, problems };
}
