import { EXIT } from '../../platform/exit-codes.ts';
import { freeSpace } from '../../platform/free-space.ts';
import { KnownError } from '../../platform/known-error.ts';
import { nearestFolder } from '../../platform/nearest-folder.ts';
import { pathFacts } from '../../platform/path-facts.ts';
import type { CollectedProgram } from './collect-program.ts';
import type { Installed } from './installed-versions.ts';
import type { PrefixLayout } from './prefix-layout.ts';
import { twinOf } from './twin-of.ts';

/** What the file system itself takes for a version: folders, manifest, links, history. In bytes. */
const SPARE_BYTES = 4_000_000;

/**
 * Throws KnownError when a version cannot be written: exit 5 where nobody lets us, 1 where it does not fit. A quota does
 * not show; it is met while writing.
 */
export async function checkRoom(
  layout: PrefixLayout,
  { files }: Pick<CollectedProgram, 'files'>,
  installed: Pick<Installed, 'versions'>,
): Promise<void> {
  const folder = await nearestFolder(layout.versions);
  if (!(await pathFacts(folder)).writable) {
    throw new KnownError(`${layout.prefix} cannot be used as prefix: you may not write to ${folder}`, EXIT.badRoot);
  }
  const fresh = files.filter((file) => twinOf(layout, installed, file) === null);
  const neededBytes = fresh.reduce((sum, { size }) => sum + size, SPARE_BYTES);
  const { freeBytes } = await freeSpace(folder);
  if (freeBytes >= neededBytes) return;
  const room = `a version needs ${megabytes(neededBytes)}, ${megabytes(freeBytes)} are free`;
  throw new KnownError(`no room below ${layout.prefix}: ${room}`, EXIT.failed);
}

const megabytes = (bytes: number): string => `${Math.ceil(bytes / 1e6)} MB`;
