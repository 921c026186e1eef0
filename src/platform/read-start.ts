import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import { isErrno } from './errno.ts';

/** The first bytes of a file, at most `length`; null when it is not there. Throws what else the file system says. */
export async function readStart(path: string, length: number): Promise<Buffer | null> {
  try {
    // A pipe in its place is not waited for, and has no bytes.
    const file = await open(path, constants.O_RDONLY | constants.O_NONBLOCK);
    try {
      if (!(await file.stat()).isFile()) return Buffer.alloc(0);
      const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, 0);
      return buffer.subarray(0, bytesRead);
    } finally {
      await file.close();
    }
  } catch (error) {
    if (isErrno(error, 'ENOENT', 'ENOTDIR')) return null;
    throw error;
  }
}
