import { rm } from 'node:fs/promises';

/** Removes a file; one that is not there is no fault. */
export function removeFile(path: string): Promise<void> {
  return rm(path, { force: true });
}
