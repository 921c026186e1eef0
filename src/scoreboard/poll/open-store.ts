import type { Clock } from '../../platform/clock.ts';
import { fileOperationsOf } from '../../platform/file-operations.ts';
import type { ScoreboardConfig } from '../config/scoreboard-keys.ts';
import { fileModes } from '../privacy/file-modes.ts';
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
};

/** Opens a cluster's state as the configuration says; the caller holds the cluster's lock. */
export function openStore(
  { clock, config, cluster, layout }: StorePlace,
  settings: CountingSettings,
): Promise<ClusterStore> {
  return ClusterStore.open({
    layout,
    cluster,
    ops: fileOperationsOf(fileModes(config).file),
    clock,
    settings,
    filterRate: config.filter_false_positive_rate,
    start: { backfillStart: config.backfill_start ?? DEFAULT_BACKFILL_START, spanSeconds: FIRST_SPAN.seconds },
  });
}
