import type { Stats } from 'node:fs';
import { lstat, readdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { isErrno } from './errno.ts';

/** One entry below a folder. */
export type TreeEntry = {
  readonly path: string;
  readonly name: string;
  readonly kind: 'file' | 'folder' | 'other';
  /** Permission bits without those of the type: 0o664, 0o2775. */
  readonly mode: number;
  readonly mtimeMs: number;
  /** Why it could not be looked at, or a folder's content not listed, in the words of the system. */
  readonly closed: string | null;
};

/**
 * The folder itself and everything below it, each folder before its content, names in code unit order; links are not
 * followed, and what goes away meanwhile is left out. Nothing when the folder is not there.
 */
export async function* walkTree(folder: string): AsyncGenerator<TreeEntry> {
  const info = await lookAt(folder);
  if (info === null) return;
  if (typeof info === 'string') return yield { ...named(folder), kind: 'other', mode: 0, mtimeMs: 0, closed: info };
  if (!info.isDirectory()) return yield entryOf(folder, info, null);
  const { names, closed } = await namesIn(folder);
  yield entryOf(folder, info, closed);
  for (const name of names) yield* walkTree(join(folder, name));
}

/** A text: why it may not be looked at. */
async function lookAt(path: string): Promise<Stats | string | null> {
  try {
    return await lstat(path);
  } catch (error) {
    if (isErrno(error, 'ENOENT', 'ENOTDIR')) return null;
    if (isErrno(error, 'EACCES', 'EPERM')) return error.message;
    throw error;
  }
}

async function namesIn(folder: string): Promise<{ names: string[]; closed: string | null }> {
  try {
    return { names: (await readdir(folder)).sort(), closed: null };
  } catch (error) {
    if (isErrno(error, 'ENOENT')) return { names: [], closed: null };
    if (isErrno(error, 'EACCES', 'EPERM')) return { names: [], closed: error.message };
    throw error;
  }
}

function entryOf(path: string, info: Stats, closed: string | null): TreeEntry {
  return {
    ...named(path),
    kind: info.isDirectory() ? 'folder' : info.isFile() ? 'file' : 'other',
    mode: info.mode & 0o7777,
    mtimeMs: info.mtimeMs,
    closed,
  };
}

function named(path: string): Pick<TreeEntry, 'path' | 'name'> {
  return { path, name: basename(path) };
}
