import { stat } from 'node:fs/promises';
import { isSystemError } from './is-system-error.ts';

/**
 * A text that is another one when the file at a path was replaced or written to: its inode, size and time of change,
 * or why it cannot be looked at.
 */
export async function fileStamp(path: string): Promise<string> {
  try {
    const { ino, size, mtimeNs } = await stat(path, { bigint: true });
    return `${ino} ${size} ${mtimeNs}`;
  } catch (error) {
    if (isSystemError(error)) return error.code ?? error.message;
    throw error;
  }
}
