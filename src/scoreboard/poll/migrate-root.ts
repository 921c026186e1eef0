import { writeDurably } from '../../platform/durable-file.ts';
import { entryFacts, KIND_WORDS } from '../../platform/entry-facts.ts';
import type { NewFile } from '../../platform/file-set.ts';
import { readIfThere } from '../../platform/read-if-there.ts';
import { walkTree } from '../../platform/walk-tree.ts';
import type { ScoreboardConfig } from '../config/scoreboard-keys.ts';
import { ALL_CLUSTERS, listClusters } from '../leaderboards/list-clusters.ts';
import { clusterLayout, mergedBoards } from '../rollups/root-layout.ts';
import { countingSettings } from './counting-settings.ts';
import { type FilePlace, fileState, isVersioned } from './file-kinds.ts';
import { holdingCluster } from './holding-cluster.ts';
import { openStore } from './open-store.ts';
import type { Surroundings } from './tick-surroundings.ts';

/** A file that is not touched, and why. */
export type LeftFile = {
  readonly file: string;
  readonly state: 'newer' | 'damaged' | 'older';
  readonly detail: string;
};

/** What became of a cluster's files: looked_at = migrated + current + newer + damaged + left. */
export type MigratedFiles = {
  /** ALL: the boards over all clusters. */
  readonly cluster: string;
  readonly looked_at: number;
  /** Rewritten, or to be rewritten where nothing is written. */
  readonly migrated: number;
  readonly current: number;
  readonly newer: number;
  readonly damaged: number;
  /** Older ones that cannot be rewritten because the cluster's cursor cannot be read. */
  readonly left: number;
  readonly files: readonly LeftFile[];
};

/** What is migrated, and whether it is only looked at. */
export type MigrateRequest = {
  readonly root: string;
  readonly dryRun: boolean;
  /** The settings that hold for a cluster. */
  readonly configOf: (cluster: string) => Promise<ScoreboardConfig>;
};

/**
 * Rewrites all files of older versions as this version writes them: those of a cluster under its lock, in one commit.
 * Files that are damaged, or of a newer version, are left as they are. Doing it again finds nothing to do. Throws
 * ClusterHeldError.
 */
export async function migrateRoot(
  around: Pick<Surroundings, 'clock' | 'terminal'>,
  request: MigrateRequest,
): Promise<MigratedFiles[]> {
  const { root, dryRun } = request;
  const done: MigratedFiles[] = [];
  for (const cluster of await listClusters(root)) {
    const look = (): Promise<Look> => lookAtFiles(clusterLayout(root, cluster).base, { cluster, base: null });
    done.push(summary(cluster, dryRun ? await look() : await migrateCluster(around, request, cluster)));
  }
  const boards = await lookAtFiles(mergedBoards(root), { cluster: ALL_CLUSTERS, base: root });
  if (!dryRun) for (const { path, bytes } of boards.older) await writeDurably(path, bytes);
  done.push(summary(ALL_CLUSTERS, boards));
  return done;
}

type Look = {
  readonly current: number;
  readonly older: readonly NewFile[];
  readonly files: readonly LeftFile[];
  /** Set where the older ones had to be left. */
  readonly isLeft?: true;
};

async function migrateCluster(
  { clock, terminal }: Pick<Surroundings, 'clock' | 'terminal'>,
  { root, configOf }: MigrateRequest,
  cluster: string,
): Promise<Look> {
  const layout = clusterLayout(root, cluster);
  const config = await configOf(cluster);
  const { host, pid } = terminal;
  const hold = { layout, cluster, clock, host, pid, staleSeconds: config.lock_stale_sec, onLost: () => undefined };
  return holdingCluster(hold, async () => {
    const look = await lookAtFiles(layout.base, { cluster, base: null });
    const others = look.older.filter(({ path }) => path !== layout.cursor);
    const hasCursor = !look.files.some(({ file }) => file === layout.cursor);
    if (look.older.length === 0) return look;
    if (!hasCursor) return { ...look, isLeft: true };
    const store = await openStore({ clock, config, cluster, layout }, countingSettings(config, null));
    await store.rewrite(others);
    return look;
  });
}

async function lookAtFiles(folder: string, { cluster, base }: { cluster: string; base: string | null }): Promise<Look> {
  const place: FilePlace = { base: base ?? folder, cluster };
  let current = 0;
  const older: NewFile[] = [];
  const files: LeftFile[] = [];
  for await (const { path, kind } of walkTree(folder)) {
    if (!isVersioned(path, place)) continue;
    if (kind !== 'file') {
      const stands = await standsInPlace(path);
      if (stands !== null) files.push({ file: path, state: 'damaged', detail: stands });
      continue;
    }
    const bytes = await readIfThere(path);
    if (bytes === null) continue;
    const found = fileState(path, bytes, place);
    if (found.state === 'current') current++;
    else if (found.state === 'older') older.push({ path, bytes: found.bytes });
    else files.push({ file: path, state: found.state, detail: found.detail });
  }
  return { current, older, files };
}

/** What lies in the place of a file; null for a link, which is not followed, and for nothing. */
async function standsInPlace(path: string): Promise<string | null> {
  const kind = (await entryFacts(path))?.kind;
  return kind === undefined || kind === 'link' ? null : `it is ${KIND_WORDS[kind]}`;
}

function summary(cluster: string, { current, older, files, isLeft }: Look): MigratedFiles {
  const count = (state: LeftFile['state']): number => files.filter((file) => file.state === state).length;
  const left = isLeft ? older.map(({ path }): LeftFile => ({ file: path, state: 'older', detail: NO_CURSOR })) : [];
  return {
    cluster,
    looked_at: current + older.length + files.length,
    migrated: isLeft ? 0 : older.length,
    current,
    newer: count('newer'),
    damaged: count('damaged'),
    left: left.length,
    files: [...files, ...left],
  };
}

const NO_CURSOR = "it is left as it is, as the cluster's cursor cannot be read";
