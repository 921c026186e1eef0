import { join } from 'node:path';
import type { TreeEntry } from '../../../platform/walk-tree.ts';

/** What of a cluster's `state` holds names of users; all but the first three are closed to others always. */
const STATE_FILES = [
  ...['derived.json', 'board-sums.json', 'board-sums-now.json'],
  ...['opt-outs.json', 'opt-outs.copy.json', 'rebuild', 'verify'],
];

/** Whether something below a cluster's folder holds real names, which pseudonyms are to hide. */
export function holdsNames(base: string, { path, kind }: Pick<TreeEntry, 'path' | 'kind'>): boolean {
  if (kind === 'other') return false;
  const folders = ['agg', 'logs'].map((name) => join(base, name));
  if (folders.some((folder) => path === folder || path.startsWith(`${folder}/`))) return true;
  return STATE_FILES.some((name) => path === join(base, 'state', name));
}
