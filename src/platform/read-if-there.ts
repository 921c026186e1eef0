import { isErrno } from './errno.ts';
import { readPlainFile } from './read-plain-file.ts';

/**
 * The bytes of a file; null when it is not there. A folder in its place has none, which no file of ours is good with.
 * Throws what else the file system says.
 */
export async function readIfThere(path: string): Promise<Buffer | null> {
  try {
    return await readPlainFile(path);
  } catch (error) {
    if (isErrno(error, 'ENOENT', 'ENOTDIR')) return null;
    if (isErrno(error, 'EISDIR')) return Buffer.alloc(0);
    throw error;
  }
}
