import { chmod, mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { isErrno } from './errno.ts';
import { isThere } from './is-there.ts';
import { folderFault } from './not-folder-error.ts';

/** Group-writable, and files made inside keep the folder's group, so that several maintainers can share a root. */
const FOLDER_MODE = 0o2775;

/**
 * Creates a folder and the parents that are missing, all of them group-writable (mode 2775) whatever the umask is.
 * Folders that are already there keep their mode. Throws NotFolderError where something else lies in the place of one.
 */
export async function makeFolders(path: string): Promise<void> {
  const first = await make(path);
  if (first === undefined) return;
  for (let folder = path; folder.length >= first.length; folder = dirname(folder)) await chmod(folder, FOLDER_MODE);
}

/** The first folder that had to be made. Node says ENOENT where a parent cannot be made: then its own error is thrown. */
async function make(path: string): Promise<string | undefined> {
  try {
    return await mkdir(path, { recursive: true, mode: FOLDER_MODE });
  } catch (error) {
    if (!isErrno(error, 'ENOENT')) throw await folderFault(path, error);
    let missing = path;
    while (!isThere(dirname(missing))) missing = dirname(missing);
    await mkdir(missing, { mode: FOLDER_MODE });
    await chmod(missing, FOLDER_MODE);
    return make(path);
  }
}
