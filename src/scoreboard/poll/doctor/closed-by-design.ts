import { join } from 'node:path';
import type { TreeEntry } from '../../../platform/walk-tree.ts';
import { fileModes } from '../../privacy/file-modes.ts';
import type { ClusterLook } from './cluster-look.ts';
import { holdsNames } from './holds-names.ts';

/**
 * Folders of a cluster that whoever runs doctor may not look into, as is right for who is no maintainer: what names users
 * while people are shown by pseudonyms, or while somebody is held back (the mode of `agg` tells), and months that are
 * half read.
 */
export function closedByDesign({
  layout,
  entries,
  config,
}: Pick<ClusterLook, 'layout' | 'entries' | 'config'>): TreeEntry[] {
  const agg = entries.find(({ path }) => path === join(layout.base, 'agg'));
  const isShut = config.pseudonyms || agg?.mode === fileModes({ pseudonyms: true }).folder;
  return entries.filter((entry) => {
    if (entry.closed === null) return false;
    const isHalfRead = entry.path === layout.rebuild || entry.path === layout.verify;
    return isHalfRead || (isShut && holdsNames(layout.base, entry));
  });
}
