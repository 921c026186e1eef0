import { lstat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { isErrno } from './errno.ts';
import { EXIT } from './exit-codes.ts';
import { KnownError } from './known-error.ts';

/** Something else lies where a folder has to be. */
export class NotFolderError extends KnownError {
  override readonly name = 'NotFolderError';
  readonly path: string;

  constructor(path: string, options?: ErrorOptions) {
    super(`${path} is no folder; move it away`, EXIT.badRoot, options);
    this.path = path;
  }
}

/** The error to throw for one that using a folder met: a NotFolderError where that, or a parent, is something else. */
export async function folderFault(folder: string, error: unknown): Promise<unknown> {
  if (!isErrno(error, 'ENOTDIR', 'EEXIST')) return error;
  for (let path = folder; path !== dirname(path); path = dirname(path)) {
    const info = await lstat(path).catch(() => null);
    if (info === null || info.isDirectory()) continue;
    return new NotFolderError(path, { cause: error });
  }
  return error;
}
