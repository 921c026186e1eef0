import type { Clock } from '../../../platform/clock.ts';
import type { LockState } from '../../../platform/lock-state.ts';
import type { TreeEntry } from '../../../platform/walk-tree.ts';
import type { ScoreboardConfig } from '../../config/scoreboard-keys.ts';
import type { ClusterLayout } from '../../rollups/root-layout.ts';

/** One cluster as doctor looks at it. */
export type ClusterLook = {
  readonly root: string;
  readonly cluster: string;
  readonly layout: ClusterLayout;
  /** The settings that hold for this cluster. */
  readonly config: ScoreboardConfig;
  readonly clock: Clock;
  /** Everybody who is known to be out anywhere in the root. */
  readonly hidden: ReadonlySet<string>;
  /** Whom the ticks of some cluster still hide though they have opted in again. */
  readonly inAgain: ReadonlySet<string>;
  /** Ends the look. */
  readonly signal: AbortSignal;
  /** This host's name. */
  readonly host: string;
  /** The lock as it was while the entries were listed. */
  readonly lock: LockState;
  /** Everything below the cluster's folder. */
  readonly entries: readonly TreeEntry[];
};

/** Whether somebody may be working on the cluster right now, so that half-done work is no leftover. */
export function isWorkedOn({ lock }: Pick<ClusterLook, 'lock'>): boolean {
  return lock.held && lock.holder === 'alive';
}
