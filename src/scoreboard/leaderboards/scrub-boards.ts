import { type Board, boardRows } from '../../domain/board.ts';
import { WINDOWS } from '../../domain/windows.ts';
import { writeDurably } from '../../platform/durable-file.ts';
import { readReplaceable } from '../../platform/read-replaceable.ts';
import { removeFile } from '../../platform/remove-file.ts';
import type { ReaderPrivacy } from '../privacy/reader-privacy.ts';
import { boardPath } from './board-path.ts';
import { boardRowText, encodeBoard } from './encode-board.ts';
import { ALL_CLUSTERS, listClusterFolders } from './list-clusters.ts';
import { readBoard } from './read-board.ts';
import { mayShow } from './shown-board.ts';

/**
 * Takes the rows of people who may not be shown (any more) out of all boards of a root. Boards that can be built are
 * built anew afterwards; this is for those that stay as they are because a rollup cannot be read. One that is broken
 * itself is removed, as nobody can tell who is in it.
 */
export async function scrubBoards(root: string, privacy: ReaderPrivacy): Promise<void> {
  for (const cluster of [ALL_CLUSTERS, ...(await listClusterFolders(root))]) {
    for (const window of WINDOWS) {
      const place = { root, cluster, window, by: 'user' } as const;
      const read = await readBoard(place);
      const path = boardPath(place);
      if (read.ok) await writeShown(path, read.board, privacy);
      // A folder in its place names nobody.
      else if ((await readReplaceable(path))?.length) await removeFile(path);
    }
  }
}

async function writeShown(path: string, board: Board, privacy: ReaderPrivacy): Promise<void> {
  const rows = boardRows(board);
  const shown = rows.filter(({ name }) => mayShow(privacy, name));
  if (shown.length === rows.length) return;
  const texts = shown.map((row) => boardRowText(board.by, row));
  await writeDurably(path, encodeBoard(board, texts));
}
