import { dirname, join } from 'node:path';
import { writeDurably } from '../../platform/durable-file.ts';
import { isErrno } from '../../platform/errno.ts';
import { digestFile } from '../../platform/file-digest.ts';
import { realFileOperations } from '../../platform/file-operations.ts';
import { KnownError } from '../../platform/known-error.ts';
import { makeFolders } from '../../platform/make-folders.ts';
import { placeDurably } from '../../platform/place-durably.ts';
import { removeTree } from '../../platform/remove-tree.ts';
import type { CollectedProgram } from './collect-program.ts';
import { MANIFEST, type Manifest, manifestText } from './manifest.ts';
import { MODE, type PlannedFile } from './planned-file.ts';
import { type PrefixLayout, stagingName } from './prefix-layout.ts';

/** Where a version is written, and by whom. */
export type Writing = {
  readonly layout: PrefixLayout;
  readonly deployed: Manifest['deployed'];
  /** 16 hexadecimal digits of this run's own. */
  readonly token: string;
  /** An installed file with the same content and mode as this one; null when there is none. */
  readonly twinOf: (file: PlannedFile) => string | null;
  readonly signal: AbortSignal;
};

/**
 * Writes a version whole into a folder of another name, flushes it and gives it its name. A file that an older version
 * has already becomes a second name of it where the file system can. Cut at any moment, it leaves nothing but that
 * folder.
 */
export async function writeVersion(writing: Writing, program: CollectedProgram): Promise<void> {
  const { layout, token } = writing;
  const staging = join(layout.versions, stagingName(program.id, token));
  try {
    for (const folder of foldersOf(program.files)) await makeFolders(join(staging, folder));
    for (const file of program.files) await placePlanned(writing, file, join(staging, file.path));
    await placeDurably(join(staging, MANIFEST), { bytes: manifestBytes(writing, program) }, { mode: MODE.file });
    for (const folder of foldersOf(program.files)) await realFileOperations.syncFolder(join(staging, folder));
    await realFileOperations.rename(staging, join(layout.versions, program.id));
  } catch (error) {
    await removeTree(staging);
    throw error;
  }
  await realFileOperations.syncFolder(layout.versions);
}

/** Writes one file where none is yet. Throws KnownError when it is not what was read before. */
export async function placePlanned({ twinOf, signal }: Writing, file: PlannedFile, path: string): Promise<void> {
  signal.throwIfAborted();
  const twin = twinOf(file);
  if (twin !== null && (await linkTwin(file, twin, path))) return;
  const { sha256 } = await placeDurably(path, file.source, { mode: file.mode, signal });
  if (sha256 === file.sha256) return;
  throw new KnownError(`${file.path} changed while it was deployed: is a build at work? Deploy again when it is done`);
}

/** False where the file system has no second names, does not let us, or the file is not what its manifest says. */
async function linkTwin(file: PlannedFile, twin: string, path: string): Promise<boolean> {
  try {
    const { sha256 } = await digestFile(twin);
    if (sha256 !== file.sha256) return false;
    await realFileOperations.link(twin, path);
    return true;
  } catch (error) {
    // protected_hardlinks, another file system, too many links, no such call (link(2)); or it went away meanwhile.
    if (isErrno(error, 'EPERM', 'EACCES', 'EXDEV', 'EMLINK', 'ENOSYS', 'EOPNOTSUPP', 'ENOTSUP', 'ENOENT')) return false;
    throw error;
  }
}

/** Writes a version's manifest anew, in one step. */
export async function writeManifest(writing: Writing, program: CollectedProgram): Promise<void> {
  const path = join(writing.layout.versions, program.id, MANIFEST);
  await writeDurably(path, manifestBytes(writing, program), { mode: MODE.file });
}

function manifestBytes({ deployed }: Writing, { id, version, needs, files }: CollectedProgram): Buffer {
  const list = files.map(({ path, mode, size, sha256 }) => ({ path, mode, size, sha256 }));
  return Buffer.from(manifestText({ schema_version: 1, id, version, needs, deployed, files: list }));
}

/** The folders that these files lie in, each after those above it; `.` is the version's own. */
export function foldersOf(files: readonly { readonly path: string }[]): string[] {
  const folders = new Set(['.']);
  for (const { path } of files) {
    for (let folder = dirname(path); folder !== '.'; folder = dirname(folder)) folders.add(folder);
  }
  return [...folders].sort();
}
