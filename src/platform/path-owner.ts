import { lstat, realpath, stat } from 'node:fs/promises';
import { isErrno } from './errno.ts';

/** Whose a path is, without following it; `target` is where a link leads in the end, null where that cannot be told. */
export type PathOwner = {
  readonly kind: 'folder' | 'file' | 'link' | 'other';
  readonly uid: number;
  readonly gid: number;
  /** Permission bits (0o2775). */
  readonly mode: number;
  readonly target: string | null;
};

/** Looks at a path; null where nothing is there. Throws what else the file system says. */
export async function pathOwner(path: string): Promise<PathOwner | null> {
  try {
    const info = await lstat(path);
    const { uid, gid, mode } = info;
    const about = { uid, gid, mode: mode & 0o7777 };
    if (info.isSymbolicLink()) return { kind: 'link', ...about, target: await targetOf(path) };
    return { kind: info.isDirectory() ? 'folder' : info.isFile() ? 'file' : 'other', ...about, target: null };
  } catch (error) {
    if (isErrno(error, 'ENOENT', 'ENOTDIR')) return null;
    throw error;
  }
}

/** The same of where a path leads in the end, which is its `target`: never a link. */
export async function ownerBehind(path: string): Promise<PathOwner | null> {
  try {
    const info = await stat(path);
    const { uid, gid, mode } = info;
    const kind = info.isDirectory() ? 'folder' : info.isFile() ? 'file' : 'other';
    return { kind, uid, gid, mode: mode & 0o7777, target: await targetOf(path) };
  } catch (error) {
    if (isErrno(error, 'ENOENT', 'ENOTDIR', 'ELOOP', 'EACCES')) return null;
    throw error;
  }
}

/** The user id whose rights this process has. */
export function effectiveUid(): number {
  return process.geteuid?.() ?? 0;
}

async function targetOf(path: string): Promise<string | null> {
  try {
    return await realpath(path);
  } catch (error) {
    if (isErrno(error, 'ENOENT', 'ENOTDIR', 'ELOOP', 'EACCES')) return null;
    throw error;
  }
}
