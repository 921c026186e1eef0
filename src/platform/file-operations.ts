import { type FileHandle, link, open, rename, unlink } from 'node:fs/promises';
import { dirname } from 'node:path';
import { isSystemError } from './is-system-error.ts';
import { listNames } from './list-names.ts';
import { makeFolders } from './make-folders.ts';
import { readPlainFile } from './read-plain-file.ts';

/**
 * The single file operations a commit is made of. Tests hand in a layer that stops at the n-th of them, so each is
 * one step of the outside world as far as a crash can tell.
 */
export type FileOperations = {
  /** Creates a file with these bytes and flushes it; fails when it exists or when fewer bytes arrived. */
  readonly writeNew: (path: string, bytes: Buffer) => Promise<void>;
  readonly link: (from: string, to: string) => Promise<void>;
  readonly rename: (from: string, to: string) => Promise<void>;
  readonly unlink: (path: string) => Promise<void>;
  /** Flushes a folder's names to the disk. */
  readonly syncFolder: (path: string) => Promise<void>;
  /** Creates a folder and its parents, group-writable. */
  readonly makeFolder: (path: string) => Promise<void>;
  readonly read: (path: string) => Promise<Buffer>;
  readonly names: (folder: string) => Promise<string[]>;
};

/** Readable by all, writable by the owner and the group (spec F7). */
const FILE_MODE = 0o664;

/** The real file system, new files of this mode whatever the umask is. */
export function fileOperationsOf(mode: number): FileOperations {
  return { ...realFileOperations, writeNew: (path, bytes) => writeNew(path, bytes, mode) };
}

/** The real file system. */
export const realFileOperations: FileOperations = {
  writeNew: (path, bytes) => writeNew(path, bytes, FILE_MODE),
  link,
  rename,
  unlink,
  syncFolder,
  makeFolder: makeFolders,
  read: readPlainFile,
  names: listNames,
};

async function writeNew(path: string, bytes: Buffer, mode: number): Promise<void> {
  const file = await open(path, 'wx', mode);
  try {
    await file.writeFile(bytes);
    await file.chmod(mode);
    await flush(file, path);
    const { size } = await file.stat();
    if (size !== bytes.length) throw new Error(`${path}: ${size} of ${bytes.length} bytes arrived in ${dirname(path)}`);
  } finally {
    await file.close();
  }
}

async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r');
  try {
    await flush(folder, path);
  } finally {
    await folder.close();
  }
}

/** Flushes; what goes wrong with an open file does not name it. */
async function flush(file: FileHandle, path: string): Promise<void> {
  try {
    await file.sync();
  } catch (error) {
    if (isSystemError(error) && error.path === undefined) error.message += ` '${path}'`;
    throw error;
  }
}
