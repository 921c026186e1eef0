import type { Clock } from '../../platform/clock.ts';
import { type FileOperations, realFileOperations } from '../../platform/file-operations.ts';
import type { ScoreboardConfig } from '../config/scoreboard-keys.ts';
import { ClusterStore } from '../rollups/cluster-store.ts';
import { DEFAULT_BACKFILL_START } from '../rollups/cursor.ts';
import type { CountingSettings } from '../rollups/rollup-files.ts';
import type { ClusterLayout } from '../rollups/root-layout.ts';
import { FIRST_SPAN } from '../sacct/slice-span.ts';

/** Whose state is opened, and by which clock. */
export type StorePlace = {
  readonly clock: Clock;
  readonly config: ScoreboardConfig;
  readonly cluster: string;
  readonly layout: ClusterLayout;
  /** What commits; the real file system when not given. */
  readonly files?: FileOperations;
};

/** Opens a cluster's state as the configuration says; the caller holds the cluster's lock. */
export function openStore(
  { clock, config, cluster, layout, files }: StorePlace,
  settings: CountingSettings,
): Promise<ClusterStore> {
  return ClusterStore.open({
    layout,
    cluster,
    ops: files ?? realFileOperations,
    clock,
    settings,
    filterRate: config.filter_false_positive_rate,
    start: { backfillStart: config.backfill_start ?? DEFAULT_BACKFILL_START, spanSeconds: FIRST_SPAN.seconds },
  });
}
