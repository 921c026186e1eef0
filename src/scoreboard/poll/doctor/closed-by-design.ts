import { join } from 'node:path';
import type { TreeEntry } from '../../../platform/walk-tree.ts';
import type { ClusterLook } from './cluster-look.ts';
import { holdsNames } from './holds-names.ts';

/** What of a cluster is closed to whoever runs doctor as it should be. */
export type ClosedByDesign = {
  /** Folders that may not be looked into. */
  readonly folders: ReadonlySet<TreeEntry>;
  /** Whether a path is one of those, below one, or a file that may not be read. */
  readonly has: (path: string) => boolean;
};

/** May be read or entered by others. */
const FOR_OTHERS = 0o005;
/** Cursor and filters: a commit gives all of its files one mode. */
const COMMITTED = /\/(poll_cursor\.json|[^/]*\.bloom)$/;

/**
 * Says what is not for who is no maintainer: what names users while people are shown by pseudonyms, or while somebody is
 * held back (the mode of `agg` tells), and months that are half read.
 */
export function closedByDesign({
  layout,
  entries,
  config,
}: Pick<ClusterLook, 'layout' | 'entries' | 'config'>): ClosedByDesign {
  const agg = entries.find(({ path }) => path === join(layout.base, 'agg'));
  const isShut = config.pseudonyms || (agg !== undefined && (agg.mode & FOR_OTHERS) === 0);
  const isSecret = (path: string): boolean => {
    const isHalfRead = [layout.rebuild, layout.verify].some((top) => path === top || path.startsWith(`${top}/`));
    return isHalfRead || (isShut && (COMMITTED.test(path) || holdsNames(layout.base, { path, kind: 'file' })));
  };
  return { folders: new Set(entries.filter(({ path, closed }) => closed !== null && isSecret(path))), has: isSecret };
}
