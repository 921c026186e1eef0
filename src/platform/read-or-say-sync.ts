import { isErrno } from './errno.ts';
import { NotPlainFileError, readPlainFileSync } from './read-plain-file.ts';

/**
 * The bytes of a file; null when it is not there; a text, to be read as a sentence, where something lies in its place
 * that is no plain file. For use where nothing can be awaited. Throws what else the file system says.
 */
export function readOrSaySync(path: string): Buffer | string | null {
  try {
    return readPlainFileSync(path);
  } catch (error) {
    if (isErrno(error, 'ENOENT')) return null;
    if (isErrno(error, 'EISDIR')) return 'it is a folder';
    if (error instanceof NotPlainFileError) return `it is ${error.detail}`;
    throw error;
  }
}
