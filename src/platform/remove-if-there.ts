import { isErrno } from './errno.ts';
import type { FileOperations } from './file-operations.ts';

/** Removes a file that somebody else may have removed meanwhile. Throws what else the file system says. */
export async function removeIfThere(ops: Pick<FileOperations, 'unlink'>, path: string): Promise<void> {
  try {
    await ops.unlink(path);
  } catch (error) {
    if (!isErrno(error, 'ENOENT')) throw error;
  }
}
