import { join } from 'node:path';
import { isClusterName } from '../../domain/cluster-name.ts';
import { EXIT } from '../../platform/exit-codes.ts';
import { KnownError } from '../../platform/known-error.ts';
import { listFolders } from '../../platform/list-folders.ts';
import { type StrangersFolder, strangersFolder } from '../rollups/folder-owner.ts';
import { clusterLayout } from '../rollups/root-layout.ts';

/** How the boards that are merged over all clusters name their cluster. */
export const ALL_CLUSTERS = 'ALL';

/** The clusters of a root, and folders among theirs that are copies of one. */
export type FoundClusters = { readonly names: string[]; readonly strangers: readonly StrangersFolder[] };

/** The names of the clusters of a root, sorted, as {@link findClusters} finds them. */
export async function listClusters(root: string): Promise<string[]> {
  return (await findClusters(root)).names;
}

/**
 * The clusters that have a folder below a root, sorted; none below a root that is still empty. A folder that holds the
 * history of another cluster is none: its jobs would count twice. Throws as {@link listClusterFolders}.
 */
export async function findClusters(root: string): Promise<FoundClusters> {
  const folders = await listClusterFolders(root);
  const looked = await Promise.all(folders.map((name) => strangersFolder(clusterLayout(root, name))));
  return {
    names: folders.filter((_, index) => looked[index] === null),
    strangers: looked.filter((found) => found !== null),
  };
}

/**
 * The names of all folders below a root that a cluster may have, sorted. Folders with names that no cluster has are
 * passed over: no poll made them (doctor names them). Throws KnownError (exit 5) when the root is not there or is no
 * folder.
 */
export async function listClusterFolders(root: string): Promise<string[]> {
  if ((await listFolders(root)) === null) {
    throw new KnownError(`${root} is no folder: --root is to name the folder that poll writes to`, EXIT.badRoot);
  }
  const names = (await listFolders(join(root, 'clusters'))) ?? [];
  return names.filter(isClusterName);
}
