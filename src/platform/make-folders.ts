import { chmod, mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';

/** Group-writable, and files made inside keep the folder's group, so that several maintainers can share a root. */
const FOLDER_MODE = 0o2775;

/**
 * Creates a folder and the parents that are missing, all of them group-writable (mode 2775) whatever the umask is.
 * Folders that are already there keep their mode.
 */
export async function makeFolders(path: string): Promise<void> {
  const first = await mkdir(path, { recursive: true, mode: FOLDER_MODE });
  if (first === undefined) return;
  for (let folder = path; folder.length >= first.length; folder = dirname(folder)) await chmod(folder, FOLDER_MODE);
}
