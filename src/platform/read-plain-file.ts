import { closeSync, constants, fstatSync, openSync, readFileSync, type Stats } from 'node:fs';
import { open } from 'node:fs/promises';
import { isErrno } from './errno.ts';
import { EXIT } from './exit-codes.ts';
import { KnownError } from './known-error.ts';

/** The largest file that is read whole; the text of a larger one would not fit into one string. */
const LARGEST_FILE_BYTES = 512 * 1024 * 1024;

/** What lies at a path cannot be read whole: a pipe, a device, or too many bytes. */
export class NotPlainFileError extends KnownError {
  override readonly name = 'NotPlainFileError';
  /** What it is, to be read after "it is". */
  readonly detail: string;

  constructor(path: string, detail: string) {
    super(`${path} is ${detail}; move it away`, EXIT.badRoot);
    this.detail = detail;
  }
}

/** Whether reading failed because a folder, a pipe or a device lies in the file's place, or far too many bytes. */
export function isNoPlainFile(error: unknown): boolean {
  return isErrno(error, 'EISDIR') || error instanceof NotPlainFileError;
}

/** A pipe is not waited for: whoever made it may never write. */
const READING = constants.O_RDONLY | constants.O_NONBLOCK;

/**
 * The bytes of a file of at most 512 MiB. Throws NotPlainFileError for what is no file or larger, and what else the
 * file system says (EISDIR for a folder).
 */
export async function readPlainFile(path: string): Promise<Buffer> {
  const file = await open(path, READING);
  try {
    check(path, await file.stat());
    return await file.readFile();
  } finally {
    await file.close();
  }
}

/** As {@link readPlainFile}, for use where nothing can be awaited. */
export function readPlainFileSync(path: string): Buffer {
  const file = openSync(path, READING);
  try {
    check(path, fstatSync(file));
    return readFileSync(file);
  } finally {
    closeSync(file);
  }
}

function check(path: string, info: Stats): void {
  if (!info.isFile() && !info.isDirectory()) throw new NotPlainFileError(path, 'no plain file');
  if (info.size > LARGEST_FILE_BYTES)
    throw new NotPlainFileError(path, `of ${info.size} bytes, more than any file here`);
}
