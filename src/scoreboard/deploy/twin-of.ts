import { join } from 'node:path';
import type { Installed } from './installed-versions.ts';
import type { PlannedFile } from './planned-file.ts';
import type { PrefixLayout } from './prefix-layout.ts';

/**
 * The path of an installed file that has this one's name, content and mode by its manifest; null when there is none.
 * Asked for the runtime alone: it is nine tenths of a version, and the same for most.
 */
export function twinOf(
  { versions: folder }: PrefixLayout,
  { versions }: Pick<Installed, 'versions'>,
  file: PlannedFile,
): string | null {
  if (!('file' in file.source)) return null;
  for (const [id, { files }] of versions) {
    const isTwin = files.some(
      ({ path, mode, sha256 }) => path === file.path && mode === file.mode && sha256 === file.sha256,
    );
    if (isTwin) return join(folder, id, file.path);
  }
  return null;
}
