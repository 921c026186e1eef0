import { statfs } from 'node:fs/promises';

/** Room on the file system of a path, in bytes; `freeBytes` is what this process may still use. */
export type FreeSpace = { readonly freeBytes: number; readonly totalBytes: number };

/** Asks statfs(2). A quota of a user, group or file set does not show there. Throws what the file system says. */
export async function freeSpace(path: string): Promise<FreeSpace> {
  const { bsize, bavail, blocks } = await statfs(path);
  return { freeBytes: bsize * bavail, totalBytes: bsize * blocks };
}
