import { isErrno } from './errno.ts';
import { readPlainFile } from './read-plain-file.ts';

/** The bytes of a file; null when it is not there. Throws what else the file system says (EISDIR for a folder). */
export async function readIfThere(path: string): Promise<Buffer | null> {
  try {
    return await readPlainFile(path);
  } catch (error) {
    if (isErrno(error, 'ENOENT', 'ENOTDIR')) return null;
    throw error;
  }
}
