import { lstatSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** Files of one kind: how many, their bytes, and the bytes of the blocks that hold them. */
export type KindSize = { files: number; bytes: number; allocated: number };

/** What lies below a root, by the end of its path; the first that fits. See docs/files.md. */
const KINDS: readonly (readonly [string, RegExp])[] = [
  ['days', /\/agg\/rollups\/daily\//],
  ['months', /\/agg\/rollups\/monthly\//],
  ['user files', /\/agg\/users\//],
  ['filters', /\/state\/seen\//],
  ['cursors and other state', /\/state\//],
  ['logs', /\/logs\//],
  ['boards', /\/leaderboards\//],
  ['settings', /\/config\//],
];

/** A block of st_blocks, whatever the file system's own is. Source: inode(7). */
const BLOCK_BYTES = 512;

/** Sizes of all below a root by kind; folders are a kind of their own. Throws for a file of no known kind. */
export function filesByKind(root: string): Map<string, KindSize> {
  const sizes = new Map<string, KindSize>();
  const add = (kind: string, path: string): void => {
    const { size, blocks } = lstatSync(path);
    const sum = sizes.get(kind) ?? { files: 0, bytes: 0, allocated: 0 };
    sizes.set(kind, { files: sum.files + 1, bytes: sum.bytes + size, allocated: sum.allocated + blocks * BLOCK_BYTES });
  };
  add('folders', root);
  for (const entry of readdirSync(root, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    add(entry.isDirectory() ? 'folders' : kindOf(path.slice(root.length)), path);
  }
  return sizes;
}

function kindOf(path: string): string {
  const found = KINDS.find(([, pattern]) => pattern.test(path));
  if (found === undefined) throw new Error(`${path} is of no known kind`);
  return found[0];
}
