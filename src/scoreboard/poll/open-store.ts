import type { Month } from '../../domain/calendar.ts';
import type { Clock } from '../../platform/clock.ts';
import { EXIT } from '../../platform/exit-codes.ts';
import { type FileOperations, fileOperationsOf } from '../../platform/file-operations.ts';
import { KnownError } from '../../platform/known-error.ts';
import { makeFolders } from '../../platform/make-folders.ts';
import { setMode } from '../../platform/set-mode.ts';
import type { ScoreboardConfig } from '../config/scoreboard-keys.ts';
import { fileModes } from '../privacy/file-modes.ts';
import { ClusterStore } from '../rollups/cluster-store.ts';
import { type CursorStart, DEFAULT_BACKFILL_START } from '../rollups/cursor.ts';
import { strangersFolder, strangersFolderText } from '../rollups/folder-owner.ts';
import type { CountingSettings } from '../rollups/rollup-files.ts';
import { type ClusterLayout, type ScratchKind, scratchLayout } from '../rollups/root-layout.ts';
import { FIRST_SPAN } from '../sacct/slice-span.ts';

/** For maintainers alone. */
const CLOSED_FOLDER = 0o2770;

/** Whose state is opened, and by which clock. */
export type StorePlace = {
  readonly clock: Clock;
  readonly config: ScoreboardConfig;
  readonly cluster: string;
  readonly layout: ClusterLayout;
  /** What commits; the real file system when not given. */
  readonly files?: FileOperations;
};

/**
 * Opens the store in which a month of the cluster is made anew; it begins at `since`, in slices as long as those of the
 * cluster now. It names people as they were counted when it was begun: only maintainers may look into its folder.
 */
export async function openScratch(
  place: StorePlace,
  settings: CountingSettings,
  { kind, month, since, spanSeconds }: { kind: ScratchKind; month: Month; since: number; spanSeconds: number },
): Promise<ClusterStore> {
  await makeFolders(place.layout[kind]);
  await setMode(place.layout[kind], CLOSED_FOLDER).catch(() => false);
  const layout = scratchLayout(place.layout, kind, month);
  return open({ ...place, layout }, settings, { backfillStart: since, spanSeconds, sawRows: true });
}

/**
 * Opens a cluster's state as the configuration says; the caller holds the cluster's lock. Throws KnownError (exit 5) for
 * a folder with another cluster's history, which would all be set aside as damage.
 */
export async function openStore(place: StorePlace, settings: CountingSettings): Promise<ClusterStore> {
  const stranger = await strangersFolder(place.layout);
  if (stranger !== null) {
    throw new KnownError(`${stranger.folder}: ${strangersFolderText(stranger)}; nothing was counted`, EXIT.badRoot);
  }
  const backfillStart = place.config.backfill_start ?? DEFAULT_BACKFILL_START;
  return open(place, settings, { backfillStart, spanSeconds: FIRST_SPAN.seconds });
}

function open(
  { clock, config, cluster, layout, files }: StorePlace,
  settings: CountingSettings,
  start: CursorStart,
): Promise<ClusterStore> {
  return ClusterStore.open({
    layout,
    cluster,
    ops: files ?? fileOperationsOf(fileModes(config).file),
    clock,
    settings,
    filterRate: config.filter_false_positive_rate,
    start,
  });
}
