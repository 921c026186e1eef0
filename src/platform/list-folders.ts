import { readdir } from 'node:fs/promises';
import { isErrno } from './errno.ts';

/**
 * The names of the folders in a folder (links to folders too), hidden ones left out, sorted by code units; null when
 * the folder itself is not there or is no folder.
 */
export async function listFolders(folder: string): Promise<string[] | null> {
  try {
    const entries = await readdir(folder, { withFileTypes: true });
    return entries
      .filter((entry) => (entry.isDirectory() || entry.isSymbolicLink()) && !entry.name.startsWith('.'))
      .map((entry) => entry.name)
      .sort();
  } catch (error) {
    if (isErrno(error, 'ENOENT', 'ENOTDIR')) return null;
    throw error;
  }
}
