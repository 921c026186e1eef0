import { join } from 'node:path';
import { type TreeEntry, walkTree } from '../../../platform/walk-tree.ts';
import { pseudonymKeyFile } from '../../privacy/privacy-paths.ts';
import { mergedBoards } from '../../rollups/root-layout.ts';

/** Settings that every reader's program reads; other files of `config` may be secret. */
const PUBLIC_SETTINGS = new Set(['config.yaml', 'policy.json', 'optout.txt']);

/** What readers and maintainers must get at outside the clusters' folders, and what programs left there. */
export async function listTop(root: string): Promise<TreeEntry[]> {
  const entries: TreeEntry[] = [];
  for (const folder of [root, join(root, 'clusters')]) {
    for await (const entry of walkTree(folder)) {
      entries.push(entry);
      break;
    }
  }
  const key = pseudonymKeyFile(root);
  for await (const entry of walkTree(join(root, 'config'))) {
    // Whatever lies in the key's place is never for others.
    if (entry.path === key || entry.path.startsWith(`${key}/`)) continue;
    if (entry.kind === 'folder' || PUBLIC_SETTINGS.has(entry.name) || isTrace(entry)) entries.push(entry);
  }
  for await (const entry of walkTree(mergedBoards(root))) entries.push(entry);
  return entries;
}

const isTrace = ({ name }: TreeEntry): boolean => name.startsWith('.') || name.endsWith('.bad');
