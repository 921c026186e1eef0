import { randomBytes } from 'node:crypto';
import { closeSync, fchmodSync, openSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

/** Readable by all, writable by the owner and the group (spec F7). */
const FILE_MODE = 0o664;

/**
 * Replaces one of many small files that can be made again from others: readers see the old bytes or the new ones, but
 * after a power cut it may hold anything, as nothing is flushed. Nothing is awaited either: a thousand files take a tenth
 * of the time that way. The folder has to be there. Throws what the file system says (EISDIR where a folder lies in its
 * place); the old file is then unchanged.
 */
export function replaceQuickly(path: string, bytes: Buffer, mode = FILE_MODE): void {
  const staged = join(dirname(path), `.${basename(path)}.${randomBytes(8).toString('hex')}.lone`);
  try {
    const file = openSync(staged, 'wx', mode);
    try {
      // The umask may have taken away what the group needs.
      fchmodSync(file, mode);
      writeFileSync(file, bytes);
    } finally {
      closeSync(file);
    }
    renameSync(staged, path);
  } catch (error) {
    rmSync(staged, { force: true });
    throw error;
  }
}
