import { systemClock } from './clock.ts';
import { isErrno } from './errno.ts';
import type { FileOperations } from './file-operations.ts';
import { asidePath, closeAside } from './quarantine.ts';

/**
 * Renames a file over whatever lies at `to`; a folder there, over which nothing can be renamed, is moved aside as
 * `.bad`. Nothing is done when `from` is not there: another holder renamed it. Cut anywhere, it can be done again.
 */
export async function renameOver(ops: Pick<FileOperations, 'rename'>, from: string, to: string): Promise<void> {
  try {
    await renameIfThere(ops, from, to);
  } catch (error) {
    if (!isErrno(error, 'EISDIR')) throw error;
    await moveFolderAside(ops, to);
    await renameIfThere(ops, from, to);
  }
}

async function renameIfThere(ops: Pick<FileOperations, 'rename'>, from: string, to: string): Promise<void> {
  try {
    await ops.rename(from, to);
  } catch (error) {
    if (!isErrno(error, 'ENOENT')) throw error;
  }
}

/** The slash: another holder may have put the file there meanwhile, and rename(2) refuses that with ENOTDIR. */
async function moveFolderAside(ops: Pick<FileOperations, 'rename'>, path: string): Promise<void> {
  const aside = await asidePath(path, systemClock.nowMs());
  try {
    await ops.rename(`${path}/`, aside);
  } catch (error) {
    if (!isErrno(error, 'ENOENT', 'ENOTDIR')) throw error;
    return;
  }
  await closeAside(aside);
}
