import { randomBytes } from 'node:crypto';
import { open, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { realFileOperations } from './file-operations.ts';
import type { TextSink } from './text-sink.ts';

/** Readable by all, writable by the owner and the group as far as the umask lets it. */
const FILE_MODE = 0o664;

/**
 * Replaces a file by what `write` gives to the sink, piece by piece, for texts too long for the memory: readers see the
 * old file or the whole new one. Throws what `write` throws and what the file system says; the old file is then
 * unchanged. The folder is to be there.
 */
export async function streamDurably(path: string, write: (sink: TextSink) => Promise<void>): Promise<void> {
  const folder = dirname(path);
  const staged = join(folder, `.${basename(path)}.${randomBytes(8).toString('hex')}.lone`);
  try {
    const file = await open(staged, 'wx', FILE_MODE);
    try {
      await write((piece) => file.appendFile(piece));
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(staged, path);
  } catch (error) {
    await rm(staged, { force: true });
    throw error;
  }
  await realFileOperations.syncFolder(folder);
}
