import { isErrno } from './errno.ts';
import { readPlainFileSync } from './read-plain-file.ts';

/** The bytes of a file; null when it is not there. For use inside a stream of rows, where nothing can be awaited. */
export function readIfThereSync(path: string): Buffer | null {
  try {
    return readPlainFileSync(path);
  } catch (error) {
    if (isErrno(error, 'ENOENT')) return null;
    throw error;
  }
}
