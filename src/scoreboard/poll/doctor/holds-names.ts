import { join } from 'node:path';
import type { TreeEntry } from '../../../platform/walk-tree.ts';

/** Files of a cluster's `state` that hold names of users; the third is closed to others always. */
const STATE_FILES = ['derived.json', 'board-sums.json', 'opt-outs.json'];

/** Whether something below a cluster's folder holds real names, which pseudonyms are to hide. */
export function holdsNames(base: string, { path, kind }: Pick<TreeEntry, 'path' | 'kind'>): boolean {
  if (kind === 'other') return false;
  const folders = ['agg', 'logs'].map((name) => join(base, name));
  if (folders.some((folder) => path === folder || path.startsWith(`${folder}/`))) return true;
  return STATE_FILES.some((name) => path === join(base, 'state', name));
}
