import { randomBytes } from 'node:crypto';
import { rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import writeFileAtomic from 'write-file-atomic';
import { systemClock } from './clock.ts';
import { isErrno } from './errno.ts';
import { realFileOperations } from './file-operations.ts';
import { KnownError } from './known-error.ts';
import { makeFolders } from './make-folders.ts';
import { quarantine } from './quarantine.ts';
import { readReplaceable } from './read-replaceable.ts';

/** Readable by all, writable by the owner and the group (spec F7). */
const FILE_MODE = 0o664;

/** Fewer bytes than were to be written reached the disk: it is full, or a quota or a limit was met. */
class ShortWriteError extends KnownError {
  override readonly name = 'ShortWriteError';
  readonly path: string;
  readonly writtenBytes: number;
  readonly wantedBytes: number;

  constructor(path: string, writtenBytes: number, wantedBytes: number) {
    super(`${path}: only ${writtenBytes} of ${wantedBytes} bytes could be written; the old file is unchanged`);
    this.path = path;
    this.writtenBytes = writtenBytes;
    this.wantedBytes = wantedBytes;
  }
}

/** How a file is written: its mode, and whether its folder has to be there already (ENOENT when it is not). */
export type DurableOptions = { readonly mode?: number; readonly inPlace?: boolean };

/**
 * Replaces one file: readers see the old bytes or the new ones, and the new ones last through a power cut. Missing
 * parents are created. `mode` is the file's mode whatever the umask is, 0664 when not given. Throws ShortWriteError
 * and what the file system says; the old file is then unchanged. Two writers at once: the last one wins, whole.
 *
 * `write-file-atomic` replaces a name of ours that nobody reads (`.NAME.<16 hex digits>.lone`), because it renames
 * without comparing sizes, flushes no folder, keeps what it learns in the options it is given, and its own temporary
 * names repeat between containers.
 */
export async function writeDurably(path: string, bytes: Buffer, options: DurableOptions = {}): Promise<void> {
  const folder = dirname(path);
  if (options.inPlace !== true) await makeFolders(folder);
  const staged = join(folder, `.${basename(path)}.${randomBytes(8).toString('hex')}.lone`);
  try {
    await writeFileAtomic(staged, bytes, { mode: options.mode ?? FILE_MODE });
    const { size } = await stat(staged);
    if (size !== bytes.length) throw new ShortWriteError(path, size, bytes.length);
    await replace(staged, path);
  } catch (error) {
    await rm(staged, { force: true });
    throw error;
  }
  await realFileOperations.syncFolder(folder);
}

/** A folder in the file's place is moved aside: no file can be renamed over it. */
async function replace(staged: string, path: string): Promise<void> {
  try {
    await rename(staged, path);
  } catch (error) {
    if (!isErrno(error, 'EISDIR')) throw error;
    await quarantine(path, systemClock.nowMs());
    await rename(staged, path);
  }
}

/** Like {@link writeDurably}, but leaves a file alone that already holds exactly these bytes. True when it wrote. */
export async function writeIfChanged(path: string, bytes: Buffer, options: DurableOptions = {}): Promise<boolean> {
  const old = await readReplaceable(path);
  if (old?.equals(bytes) === true) return false;
  await writeDurably(path, bytes, options);
  return true;
}
