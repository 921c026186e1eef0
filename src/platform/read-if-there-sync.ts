import { isErrno } from './errno.ts';
import { isNoPlainFile, readPlainFileSync } from './read-plain-file.ts';

/**
 * The bytes of a file; null when it is not there. A folder or a pipe in its place has none, which no file of ours is
 * good with. For use inside a stream of rows, where nothing can be awaited.
 */
export function readIfThereSync(path: string): Buffer | null {
  try {
    return readPlainFileSync(path);
  } catch (error) {
    if (isErrno(error, 'ENOENT')) return null;
    if (isNoPlainFile(error)) return Buffer.alloc(0);
    throw error;
  }
}
