import { open } from 'node:fs/promises';
import { isErrno } from './errno.ts';

/** The first bytes of a file, at most `length`; null when it is not there. Throws what else the file system says. */
export async function readStart(path: string, length: number): Promise<Buffer | null> {
  try {
    const file = await open(path, 'r');
    try {
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
