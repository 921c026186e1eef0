import { join } from 'node:path';
import { isErrno } from '../../../platform/errno.ts';
import { readLockState } from '../../../platform/lock-state.ts';
import { type TreeEntry, walkTree } from '../../../platform/walk-tree.ts';
import { clusterLayout } from '../../rollups/root-layout.ts';
import { VEIL_MODE } from '../veil.ts';
import { type ClosedByDesign, closedByDesign } from './closed-by-design.ts';
import { type ClusterLook, isWorkedOn } from './cluster-look.ts';
import type { DoctorFinding } from './doctor-finding.ts';
import { findBoardFaults } from './find-board-faults.ts';
import { findCursorFaults } from './find-cursor-faults.ts';
import { findDerivedFaults } from './find-derived-faults.ts';
import { findDiscoveryFaults } from './find-discovery-faults.ts';
import { findFolderFaults } from './find-folder-faults.ts';
import { findHealthFaults } from './find-health-faults.ts';
import { findBadFiles, findBoardLeftovers, findCommitLeftovers, findLoneLeftovers } from './find-leftovers.ts';
import { findLockFaults } from './find-lock-faults.ts';
import { findModeFaults } from './find-mode-faults.ts';
import { findMonthFaults } from './find-month-faults.ts';
import { findNameFaults } from './find-name-faults.ts';
import { findRateFaults } from './find-rate-faults.ts';
import { findRebuilds } from './find-rebuilds.ts';
import { findRetentionFaults } from './find-retention-faults.ts';
import { findVersionFaults } from './find-version-faults.ts';
import { guarded } from './guarded.ts';
import { isHoldingBack, readHomesKnown } from './homes-known.ts';

/** A cluster to be examined, as {@link ClusterLook} without what is read from its folder. */
export type ClusterPlace = Pick<
  ClusterLook,
  'root' | 'cluster' | 'config' | 'clock' | 'host' | 'signal' | 'hidden' | 'inAgain'
>;

/** What was found in a cluster's folder. */
export type ClusterExamination = {
  readonly findings: readonly DoctorFinding[];
  readonly months: number;
  readonly files: number;
  /** When its newest rollup was made, epoch milliseconds; null when there is none or somebody works on it. */
  readonly newestMs: number | null;
  /** What could not be checked, and why. */
  readonly unchecked: readonly string[];
};

/** Looks at everything of one cluster. */
export async function examineCluster(place: ClusterPlace): Promise<ClusterExamination> {
  const look = await lookAt(place);
  const { cluster, layout, entries } = look;
  const folderFaults = findFolderFaults(look);
  const files = entries.filter(({ kind }) => kind === 'file').length;
  // Nothing else can be looked at as it is.
  if (folderFaults.length > 0) return { findings: folderFaults, months: 0, files, newestMs: null, unchecked: [] };
  const shut = closedByDesign(look);
  const isShut = [...shut.folders].some(({ path }) => path === join(layout.base, 'agg'));
  const { findings: monthFaults, months, newestMs } = isShut ? NO_MONTHS : await findMonthFaults(look);
  const settledMs = isWorkedOn(look) ? null : newestMs;
  const boards = { root: place.root, folder: layout.boards, cluster, name: cluster, newestMs: settledMs };
  const checks: [string, () => Promise<readonly DoctorFinding[]>][] = [
    [layout.lock, async () => findLockFaults(look)],
    [layout.state, () => findCommitLeftovers(look)],
    [layout.cursor, () => findCursorFaults(look)],
    [layout.health, () => findHealthFaults(look)],
    [layout.state, () => findRateFaults(look)],
    [layout.state, () => findRebuilds(look)],
    [layout.users, () => findDerivedFaults(look)],
    [layout.discovery, () => findDiscoveryFaults(look)],
    [layout.base, () => findVersionFaults(look)],
    [layout.cursor, () => findRetentionFaults(look)],
    [layout.base, async () => monthFaults],
    [layout.base, async () => findBadFiles(cluster, entries)],
    [layout.base, async () => findLoneLeftovers(cluster, entries, place.clock.nowMs())],
    [layout.boards, async () => findBoardLeftovers(boards, entries, place.clock.nowMs())],
    [layout.boards, async () => (months.length === 0 ? [] : await findBoardFaults(boards))],
    [layout.base, () => modeFaults(look)],
    [layout.base, () => findNameFaults(look)],
  ];
  const findings: DoctorFinding[] = [];
  for (const [file, check] of checks) {
    findings.push(...(await guarded({ cluster, file }, () => besides(shut, check))));
  }
  const unchecked =
    shut.folders.size === 0 ? [] : [`what names users on ${cluster}, which only maintainers may read now`];
  return { findings, months: months.length, files, newestMs: settledMs, unchecked };
}

const NO_MONTHS = { findings: [], months: [], newestMs: null };

/** A check that meets what is not for whoever runs doctor finds nothing. */
async function besides(
  shut: ClosedByDesign,
  check: () => Promise<readonly DoctorFinding[]>,
): Promise<readonly DoctorFinding[]> {
  try {
    return await check();
  } catch (error) {
    if (isErrno(error, 'EACCES', 'EPERM') && shut.has(error.path ?? '')) return [];
    throw error;
  }
}

/** What is closed because it names somebody is as it should be. */
async function modeFaults(look: ClusterLook): Promise<DoctorFinding[]> {
  const { cluster, layout, config } = look;
  const { folders: shut } = closedByDesign(look);
  const entries = look.entries.filter((entry) => !shut.has(entry));
  const isVeiled = look.entries.some(({ path, mode }) => path === join(layout.base, 'agg') && mode === VEIL_MODE);
  const pseudonyms = config.pseudonyms || isVeiled || shut.size > 0 || isHoldingBack(await readHomesKnown(look));
  return findModeFaults({ cluster, base: layout.base, entries, pseudonyms });
}

/** The lock is read before and after the list: somebody who held it at either time may be at work. */
async function lookAt(place: ClusterPlace): Promise<ClusterLook> {
  const layout = clusterLayout(place.root, place.cluster);
  const { clock, config, host } = place;
  const lockNow = () =>
    readLockState(layout.lock, { host, nowMs: clock.nowMs(), staleMs: config.lock_stale_sec * 1000 });
  const before = await lockNow();
  const entries: TreeEntry[] = [];
  for await (const entry of walkTree(layout.base)) entries.push(entry);
  const lock = isWorkedOn({ lock: before }) ? before : await lockNow();
  return { ...place, layout, entries, lock };
}
