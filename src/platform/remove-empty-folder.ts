import { rmdir } from 'node:fs/promises';
import { isErrno } from './errno.ts';

/** Removes a folder that is empty; false, and nothing changed, when there is something in it or it is not there. */
export async function removeEmptyFolder(path: string): Promise<boolean> {
  try {
    await rmdir(path);
    return true;
  } catch (error) {
    if (isErrno(error, 'ENOENT', 'ENOTDIR', 'ENOTEMPTY', 'EEXIST')) return false;
    throw error;
  }
}
