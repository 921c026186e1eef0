import { readIfThere } from './read-if-there.ts';
import { isNoPlainFile } from './read-plain-file.ts';

/**
 * The bytes of a file that can be made anew; null when it is not there. A folder or a pipe in its place has none, so
 * that it is damaged as any other text is. Throws what else the file system says.
 */
export async function readReplaceable(path: string): Promise<Buffer | null> {
  try {
    return await readIfThere(path);
  } catch (error) {
    if (isNoPlainFile(error)) return Buffer.alloc(0);
    throw error;
  }
}
