import { join } from 'node:path';
import type { Month } from '../../domain/calendar.ts';
import { WINDOW_FILES, type Window } from '../../domain/windows.ts';
import { encodeFileStem } from '../../platform/file-stem.ts';

/** Where the files of one cluster lie (spec section 7). */
export type ClusterLayout = ReturnType<typeof layoutAt>;

/** The paths of one cluster's files below a root; `cluster` is a checked cluster name. */
export function clusterLayout(root: string, cluster: string) {
  return layoutAt(join(root, 'clusters', cluster), cluster);
}

/** What a month is made anew for: a damaged one is to be replaced, another one only to be compared. */
export type ScratchKind = 'rebuild' | 'verify';

/** Where a month of a cluster is made anew: the layout of a cluster of its own, `state/rebuild/2026-09`. */
export function scratchLayout(layout: ClusterLayout, kind: ScratchKind, month: Month): ClusterLayout {
  return layoutAt(join(layout[kind], month), layout.cluster);
}

function layoutAt(base: string, cluster: string) {
  const state = join(base, 'state');
  const seen = join(state, 'seen');
  const monthlyFolder = join(base, 'agg/rollups/monthly');
  const dailyFolder = join(base, 'agg/rollups/daily');
  const users = join(base, 'agg/users');
  const derived = join(state, 'derived.json');
  const boardSums = join(state, 'board-sums.json');
  const boardSumsNow = join(state, 'board-sums-now.json');
  return {
    base,
    /** Whose files are to be there. */
    cluster,
    state,
    seen,
    monthlyFolder,
    dailyFolder,
    users,
    logs: join(base, 'logs'),
    cursor: join(state, 'poll_cursor.json'),
    health: join(state, 'health.json'),
    rate: join(state, 'rate.json'),
    slurm: join(state, 'slurm.json'),
    discovery: join(state, 'discovery.json'),
    derived,
    boardSums,
    boardSumsNow,
    /** What is kept from one tick to the next of what was made from the rollups; it names users. */
    kept: [derived, boardSums, boardSumsNow],
    lock: join(state, 'lock'),
    rebuild: join(state, 'rebuild'),
    verify: join(state, 'verify'),
    monthly: (month: Month) => join(monthlyFolder, `${month}.json`),
    daily: (month: Month) => join(dailyFolder, `${month}.json`),
    filter: (month: Month) => join(seen, `${month}.bloom`),
    user: (user: string) => join(users, `${encodeFileStem(user)}.json`),
    boards: join(base, 'leaderboards'),
  };
}

/** The folder of the boards merged over all clusters. */
export function mergedBoards(root: string): string {
  return join(root, 'leaderboards');
}

/** A board's file in a leaderboards folder. */
export function boardFile(folder: string, window: Window, by: 'user' | 'account'): string {
  return join(folder, `${WINDOW_FILES[window]}${by === 'account' ? '.accounts' : ''}.json`);
}

/** The file in a leaderboards folder that says how often its boards were replaced. */
export function boardNumberFile(folder: string): string {
  return join(folder, 'number.json');
}
