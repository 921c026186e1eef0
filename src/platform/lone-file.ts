import { lstat, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { isErrno } from './errno.ts';
import { listNames } from './list-names.ts';

/** Of files that are written for one to be replaced; the digits behind are of the package that writes them. */
const LONE = /^\..+\.[0-9a-f]{16}\.(lone(\.\d+)?|new)$/;

/** Whoever writes a lone file needs no lock for it, but not so long. */
export const WRITING_SECONDS = 60;

/** Whether a file of this name was written to replace another one; no program reads it. */
export function isLoneFile(name: string): boolean {
  return LONE.test(name);
}

/**
 * Removes from folders, not from those in them, what programs that were ended left of the files they were about to
 * replace. `fresh` is a file that was written just now: its time is that of the file system's clock, as those of the
 * others are. Returns how many were removed.
 */
export async function removeLoneFiles(folders: readonly string[], fresh: string): Promise<number> {
  const { mtimeMs: nowMs } = await lstat(fresh);
  let removed = 0;
  for (const folder of folders) {
    for (const name of (await listNames(folder)).filter(isLoneFile)) {
      const path = join(folder, name);
      if (!(await isLeft(path, nowMs))) continue;
      await rm(path, { force: true });
      removed++;
    }
  }
  return removed;
}

async function isLeft(path: string, nowMs: number): Promise<boolean> {
  try {
    const info = await lstat(path);
    return info.isFile() && nowMs - info.mtimeMs > WRITING_SECONDS * 1000;
  } catch (error) {
    if (isErrno(error, 'ENOENT')) return false;
    throw error;
  }
}
