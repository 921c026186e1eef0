import { createHash } from 'node:crypto';
import type { FileDigest } from '../../platform/file-digest.ts';
import type { FileSource } from '../../platform/place-durably.ts';

/** Modes of what is deployed: readable by all; the group may link and replace what a fellow maintainer deployed. */
export const MODE = { file: 0o664, program: 0o775 } as const;

/** A file that is to be deployed; `path` is relative to the version's folder, with `/`. */
export type PlannedFile = FileDigest & { readonly path: string; readonly mode: number; readonly source: FileSource };

/** Hexadecimal digits of the content that go into an id. */
const ID_DIGITS = 8;

/**
 * The id of a version: its number and the beginning of a SHA-256 over path, mode and content of every file, so that
 * other content never lands in a folder that a running program reads. Example: `0.1.0-3f2a91c4`.
 */
export function versionId(version: string, files: readonly Omit<PlannedFile, 'source'>[]): string {
  const lines = files.map(({ path, mode, sha256 }) => `${mode.toString(8)} ${sha256} ${path}\n`).sort();
  const digest = createHash('sha256').update(lines.join('')).digest('hex');
  return `${version}-${digest.slice(0, ID_DIGITS)}`;
}
