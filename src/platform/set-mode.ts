import { chmod, lstat } from 'node:fs/promises';
import { isErrno } from './errno.ts';

/**
 * Gives a file or folder a mode; true when it had another one. Links are left alone, what is not there too. Throws what
 * the file system says, EPERM where it is somebody else's.
 */
export async function setMode(path: string, mode: number): Promise<boolean> {
  try {
    const info = await lstat(path);
    if (info.isSymbolicLink() || (info.mode & 0o7777) === mode) return false;
    await chmod(path, mode);
    return true;
  } catch (error) {
    if (isErrno(error, 'ENOENT')) return false;
    throw error;
  }
}
