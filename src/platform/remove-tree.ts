import { rm } from 'node:fs/promises';

/** Removes a folder and everything below it; one that is not there is no fault. Links are removed, not followed. */
export function removeTree(path: string): Promise<void> {
  return rm(path, { recursive: true, force: true });
}
