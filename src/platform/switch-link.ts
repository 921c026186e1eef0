import { randomBytes } from 'node:crypto';
import { rename, rm, symlink } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { realFileOperations } from './file-operations.ts';

const STAGED = /^\.[^/]+\.[0-9a-f]{16}\.link$/;

/** Whether a file name is one that an interrupted {@link switchLink} left behind. */
export function isStagedLink(name: string): boolean {
  return STAGED.test(name);
}

/**
 * Makes a symbolic link, or turns one to another target, in one step: whoever looks sees the old target or the new one.
 * A file at that path is replaced too, so look first. Throws what the file system says.
 */
export async function switchLink(path: string, target: string): Promise<void> {
  const staged = join(dirname(path), `.${basename(path)}.${randomBytes(8).toString('hex')}.link`);
  try {
    await symlink(target, staged);
    await rename(staged, path);
  } catch (error) {
    await rm(staged, { force: true });
    throw error;
  }
  await realFileOperations.syncFolder(dirname(path));
}
