import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import { CHECKED_TAIL_BYTES, checkedTail } from './checked-tail.ts';
import { isErrno } from './errno.ts';

/**
 * The checksum that a checked file carries, read from its last bytes alone: cheap, and enough to see whether the file
 * is still the one that was read before. It says nothing about whether the content fits. Null without a checksum or
 * without the file.
 */
export async function readChecksum(path: string): Promise<string | null> {
  try {
    // A pipe in its place is not waited for.
    const file = await open(path, constants.O_RDONLY | constants.O_NONBLOCK);
    try {
      const info = await file.stat();
      if (!info.isFile()) return null;
      const { size } = info;
      const bytes = Buffer.alloc(CHECKED_TAIL_BYTES);
      const { bytesRead } = await file.read(bytes, 0, bytes.length, Math.max(0, size - bytes.length));
      return checkedTail(bytes.subarray(0, bytesRead))?.checksum ?? null;
    } finally {
      await file.close();
    }
  } catch (error) {
    if (isErrno(error, 'ENOENT', 'ENOTDIR', 'EISDIR')) return null;
    throw error;
  }
}
