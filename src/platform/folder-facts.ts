import { stat } from 'node:fs/promises';
import { isErrno } from './errno.ts';

/** Whose a folder is, and when names in it last changed, epoch milliseconds. */
export type FolderFacts = { readonly uid: number; readonly mtimeMs: number };

/** The facts of a folder, links followed; null when there is none. Throws what else the file system says. */
export async function folderFacts(path: string): Promise<FolderFacts | null> {
  try {
    const info = await stat(path);
    return info.isDirectory() ? { uid: info.uid, mtimeMs: info.mtimeMs } : null;
  } catch (error) {
    if (isErrno(error, 'ENOENT', 'ENOTDIR', 'ELOOP', 'ENAMETOOLONG')) return null;
    throw error;
  }
}
