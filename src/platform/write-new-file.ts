import { randomBytes } from 'node:crypto';
import { chmod, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { isErrno } from './errno.ts';
import { realFileOperations } from './file-operations.ts';

/** Readable by all, writable by the owner and the group, whatever the umask is (spec F7). */
const FILE_MODE = 0o664;

/**
 * Writes a file that is not there yet; false, and nothing changed, when one is. Readers see no file or all of it.
 * Throws what the file system says.
 */
export async function writeNewFile(path: string, bytes: Buffer): Promise<boolean> {
  const staged = join(dirname(path), `.${basename(path)}.${randomBytes(8).toString('hex')}.new`);
  try {
    await realFileOperations.writeNew(staged, bytes);
    await chmod(staged, FILE_MODE);
    await realFileOperations.link(staged, path);
  } catch (error) {
    if (isErrno(error, 'EEXIST')) return false;
    throw error;
  } finally {
    await rm(staged, { force: true });
  }
  await realFileOperations.syncFolder(dirname(path));
  return true;
}
