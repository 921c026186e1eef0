import { join } from 'node:path';
import { removeEmptyFolder } from '../../platform/remove-empty-folder.ts';
import { removeFile } from '../../platform/remove-file.ts';
import { walkTree } from '../../platform/walk-tree.ts';
import { MANIFEST, type Manifest } from './manifest.ts';
import { foldersOf } from './write-version.ts';

/**
 * Removes what a version's manifest names, the manifest last, and the folders that are empty then. Returns the paths of
 * what somebody else put there: that stays.
 */
export async function removeVersion(folder: string, { files }: Manifest): Promise<string[]> {
  for (const { path } of files) await removeFile(join(folder, path));
  await removeFile(join(folder, MANIFEST));
  for (const inner of foldersOf(files).reverse()) await removeEmptyFolder(join(folder, inner));
  const left: string[] = [];
  for await (const { path, kind } of walkTree(folder)) if (kind !== 'folder') left.push(path);
  return left;
}
