import { join } from 'node:path';
import { entryFacts } from '../../platform/entry-facts.ts';
import { isErrno } from '../../platform/errno.ts';
import { makeFolders } from '../../platform/make-folders.ts';
import { setMode } from '../../platform/set-mode.ts';
import { walkTree } from '../../platform/walk-tree.ts';
import { fileModes } from '../privacy/file-modes.ts';
import type { ClusterLayout } from '../rollups/root-layout.ts';
import { VEIL_MODE } from './veil.ts';

/** What was changed, and what belongs to somebody else who alone can. */
export type KeptModes = { readonly changed: boolean; readonly refused: readonly string[] };

const NOTHING: KeptModes = { changed: false, refused: [] };

/**
 * Gives what holds names of users the modes for everybody to read it, or for maintainers alone. The folder `agg` gets its own last:
 * where it has it, all is done already and nothing else is looked at.
 */
export async function keepModes(layout: ClusterLayout, closed: boolean): Promise<KeptModes> {
  const { file, folder } = fileModes({ pseudonyms: closed });
  const agg = join(layout.base, 'agg');
  if (closed) await makeFolders(agg);
  const facts = await entryFacts(agg);
  if (facts === null || facts.mode === folder) return NOTHING;
  if (!closed && facts.mode === VEIL_MODE) {
    await setMode(agg, folder);
    return NOTHING;
  }
  const refused: string[] = [];
  const set = async (path: string, mode: number): Promise<void> => {
    try {
      await setMode(path, mode);
    } catch (error) {
      if (!isErrno(error, 'EPERM', 'EACCES')) throw error;
      refused.push(path);
    }
  };
  for (const path of layout.kept) await set(path, file);
  // A commit gives all of its files one mode, cursor and filters too, which name nobody.
  if (!closed) await set(layout.cursor, file);
  for (const top of closed ? [layout.logs, agg] : [layout.logs, layout.seen, agg]) {
    for await (const { path, name, kind } of walkTree(top)) {
      if (path !== agg && !name.endsWith('.bad')) await set(path, kind === 'folder' ? folder : file);
    }
  }
  await set(agg, folder);
  return { changed: true, refused };
}
