import { readdir } from 'node:fs/promises';
import { isErrno } from './errno.ts';
import { folderFault } from './not-folder-error.ts';

/** The names in a folder, sorted by code units; none when the folder is not there. Throws NotFolderError. */
export async function listNames(folder: string): Promise<string[]> {
  try {
    return (await readdir(folder)).sort();
  } catch (error) {
    if (isErrno(error, 'ENOENT')) return [];
    throw await folderFault(folder, error);
  }
}
