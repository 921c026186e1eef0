import { dirname, join } from 'node:path';
import { z } from 'zod';
import { isErrno } from './errno.ts';
import { EXIT } from './exit-codes.ts';
import type { FileSet } from './file-set.ts';
import { KnownError } from './known-error.ts';

/** `state/commit.<number>`: a commit that is being made visible. */
export const recordSchema = z.object({
  number: z.int().positive(),
  moves: z.array(z.object({ from: z.string(), to: z.string() })).min(1),
});

/** What a commit renames. */
export type CommitRecord = z.infer<typeof recordSchema>;

const RECORD = /^commit\.(\d+)$/;

/** Where the record of a number is. */
export const recordPath = (set: FileSet, number: number): string => join(set.base, set.records, `commit.${number}`);

/** The folders of a record's files. */
export const foldersOf = (moves: readonly { to: string }[]): string[] => [
  ...new Set(moves.map((move) => dirname(move.to))),
];

/** The numbers of the records that stand, ascending. */
export async function standingRecords(set: FileSet): Promise<number[]> {
  const names = await set.ops.names(join(set.base, set.records));
  return names
    .map((name) => RECORD.exec(name)?.[1])
    .filter((number) => number !== undefined)
    .map(Number)
    .sort((a, b) => a - b);
}

/** A record that stands, but does not say what it should. */
export class DamagedRecordError extends KnownError {
  readonly path: string;

  constructor(path: string) {
    super(`${path} is damaged; move it away and run doctor`, EXIT.badRoot);
    this.path = path;
  }
}

/** A standing record; null when another holder just removed it. Throws DamagedRecordError. */
export async function readRecord(set: FileSet, number: number): Promise<CommitRecord | null> {
  const path = recordPath(set, number);
  const bytes = await readIfAny(set, path);
  if (bytes === null) return null;
  const parsed = recordSchema.safeParse(parseJson(bytes));
  if (parsed.success && parsed.data.number === number) return parsed.data;
  throw new DamagedRecordError(path);
}

/**
 * Does what a record says, or what is left of it, and removes it. Any number of holders may do so at once. The numbered
 * file comes last, when the others' names are on the disk: a power cut cannot leave its number without them.
 */
export async function rollForward(set: FileSet, record: CommitRecord): Promise<void> {
  const others = record.moves.slice(0, -1);
  const numbered = record.moves.slice(-1);
  for (const moves of [others, numbered]) {
    for (const move of moves) await renameIfThere(set, move.from, move.to);
    for (const folder of foldersOf(moves)) await set.ops.syncFolder(join(set.base, folder));
  }
  await removeIfThere(set, recordPath(set, record.number));
}

/** Removes files that may be gone already; paths are relative to the set's base. */
export async function removeAll(set: FileSet, paths: readonly string[]): Promise<void> {
  for (const path of paths) await removeIfThere(set, join(set.base, path));
}

/** Removes one file that may be gone already. */
export async function removeIfThere(set: FileSet, path: string): Promise<void> {
  try {
    await set.ops.unlink(path);
  } catch (error) {
    if (!isErrno(error, 'ENOENT')) throw error;
  }
}

/** The bytes of a file, none when it is not there. */
export async function readOrEmpty(set: FileSet, path: string): Promise<Buffer> {
  return (await readIfAny(set, path)) ?? Buffer.alloc(0);
}

/** The bytes of a file, none of a folder; null when there is neither. */
async function readIfAny(set: FileSet, path: string): Promise<Buffer | null> {
  try {
    return await set.ops.read(path);
  } catch (error) {
    if (isErrno(error, 'ENOENT')) return null;
    if (isErrno(error, 'EISDIR')) return Buffer.alloc(0);
    throw error;
  }
}

async function renameIfThere(set: FileSet, from: string, to: string): Promise<void> {
  try {
    await set.ops.rename(join(set.base, from), join(set.base, to));
  } catch (error) {
    if (!isErrno(error, 'ENOENT')) throw error;
  }
}

function parseJson(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch {
    return null;
  }
}
