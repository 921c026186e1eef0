import { readlinkSync } from 'node:fs';
import { isErrno } from './errno.ts';

/** What a symbolic link says; null where there is no link. Throws what else the file system says. */
export function linkTarget(path: string): string | null {
  try {
    return readlinkSync(path);
  } catch (error) {
    if (isErrno(error, 'ENOENT', 'ENOTDIR', 'EINVAL', 'EACCES')) return null;
    throw error;
  }
}
