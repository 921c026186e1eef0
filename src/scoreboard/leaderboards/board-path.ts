import type { Window } from '../../domain/windows.ts';
import { boardFile, clusterLayout, mergedBoards } from '../rollups/root-layout.ts';
import type { BoardBy } from './board-groups.ts';
import { ALL_CLUSTERS } from './list-clusters.ts';

/** Which board; `cluster` is the name of one, or ALL. */
export type BoardPlace = {
  readonly root: string;
  readonly cluster: string;
  readonly window: Window;
  readonly by: BoardBy;
};

/** The file of a board. */
export function boardPath({ root, cluster, window, by }: BoardPlace): string {
  const folder = cluster === ALL_CLUSTERS ? mergedBoards(root) : clusterLayout(root, cluster).boards;
  return boardFile(folder, window, by);
}
