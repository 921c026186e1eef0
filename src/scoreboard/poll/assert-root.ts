import { EXIT } from '../../platform/exit-codes.ts';
import { KnownError } from '../../platform/known-error.ts';
import { listFolders } from '../../platform/list-folders.ts';

/** Throws KnownError (exit 5) where a root is no folder: it may be mistyped, or its file system not be mounted. */
export async function assertRoot(root: string): Promise<void> {
  if ((await listFolders(root)) !== null) return;
  throw new KnownError(`${root} is no folder; make it, or run slurm-sb init --root ${root}`, EXIT.badRoot);
}
