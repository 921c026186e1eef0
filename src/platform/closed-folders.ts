import { stat } from 'node:fs/promises';
import { dirname } from 'node:path';

/** A folder on the way to a path through which other people cannot go, and its permission bits (0o700). */
export type ClosedFolder = { readonly path: string; readonly mode: number };

/** May be entered by everybody (chmod(1): `o+x`). */
const ENTER_FOR_OTHERS = 0o001;

/** The folders from a path (absolute, without links) up to `/` that others may not enter, the path's own first. */
export async function closedFolders(path: string): Promise<ClosedFolder[]> {
  const { mode } = await stat(path);
  const here = (mode & ENTER_FOR_OTHERS) === 0 ? [{ path, mode: mode & 0o7777 }] : [];
  const parent = dirname(path);
  return parent === path ? here : [...here, ...(await closedFolders(parent))];
}
