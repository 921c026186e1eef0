import { access, constants, stat } from 'node:fs/promises';
import { isErrno } from './errno.ts';
import { isSystemError } from './is-system-error.ts';

/** What lies at a path, and what this process may do with it. */
export type PathFacts = {
  readonly kind: 'missing' | 'folder' | 'file' | 'other';
  /** A folder's names can be listed and its files reached, a file's bytes read. */
  readonly readable: boolean;
  /** A folder takes new files, a file other bytes; false on a file system that is mounted read-only. */
  readonly writable: boolean;
  /** Why nothing more can be told of it, in the words of the system; null where all could be told. */
  readonly detail: string | null;
};

const NOTHING = { readable: false, writable: false };

/** Looks at a path; links are followed. Nothing is thrown for what is not there or may not be seen. */
export async function pathFacts(path: string): Promise<PathFacts> {
  try {
    const info = await stat(path);
    const kind = info.isDirectory() ? 'folder' : info.isFile() ? 'file' : 'other';
    const step = kind === 'folder' ? constants.X_OK : 0;
    return {
      kind,
      readable: await may(path, constants.R_OK | step),
      writable: await may(path, constants.W_OK | step),
      detail: null,
    };
  } catch (error) {
    if (isErrno(error, 'ENOENT', 'ENOTDIR')) return { kind: 'missing', ...NOTHING, detail: null };
    // Stale handles, dead mounts and closed folders above it.
    if (isSystemError(error)) return { kind: 'other', ...NOTHING, detail: error.message };
    throw error;
  }
}

async function may(path: string, mode: number): Promise<boolean> {
  try {
    await access(path, mode);
    return true;
  } catch {
    return false;
  }
}
