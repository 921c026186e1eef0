import { join } from 'node:path';
import { isClusterName } from '../../domain/cluster-name.ts';
import { EXIT } from '../../platform/exit-codes.ts';
import { KnownError } from '../../platform/known-error.ts';
import { listFolders } from '../../platform/list-folders.ts';

/** How the boards that are merged over all clusters name their cluster. */
export const ALL_CLUSTERS = 'ALL';

/**
 * The names of the clusters that have a folder below a root, sorted; none below a root that is still empty. Folders with
 * names that no cluster has are passed over: no poll made them (doctor names them).
 * Throws KnownError (exit 5) when the root is not there or is no folder.
 */
export async function listClusters(root: string): Promise<string[]> {
  if ((await listFolders(root)) === null) {
    throw new KnownError(`${root} is no folder: --root is to name the folder that poll writes to`, EXIT.badRoot);
  }
  const names = (await listFolders(join(root, 'clusters'))) ?? [];
  return names.filter(isClusterName);
}
