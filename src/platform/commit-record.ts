import { dirname, isAbsolute, join, normalize } from 'node:path';
import { z } from 'zod';
import { isErrno } from './errno.ts';
import type { FileSet } from './file-set.ts';
import { parseJson } from './parse-json.ts';
import { isNoPlainFile } from './read-plain-file.ts';
import { renameOver } from './rename-over.ts';

/** A path within the set's base: whoever can put a record there must not name files elsewhere by it. */
const inside = z.string().refine(isInside, 'it is to be a path below the folder that is committed to');

/** `state/commit.<number>`: a commit that is being made visible. */
export const recordSchema = z.object({
  number: z.int().positive(),
  moves: z.array(z.object({ from: inside, to: inside })).min(1),
});

/** What a commit renames. */
export type CommitRecord = z.infer<typeof recordSchema>;

const RECORD = /^commit\.(\d+)$/;
const DAMAGED = /^commit\.(\d+)\.damaged$/;

/** Where the record of a number is. */
export const recordPath = (set: FileSet, number: number): string => join(set.base, set.records, `commit.${number}`);

/** The folders of a record's files. */
export const foldersOf = (moves: readonly { to: string }[]): string[] => [
  ...new Set(moves.map((move) => dirname(move.to))),
];

/** The numbers of the records that stand, ascending. */
export function standingRecords(set: FileSet): Promise<number[]> {
  return numbersOf(set, RECORD);
}

/** The numbers of the records that could not be read and of which nobody has said {@link settleDamaged} yet. */
export function damagedRecords(set: FileSet): Promise<number[]> {
  return numbersOf(set, DAMAGED);
}

/** Sets a record aside that cannot be read. It is remembered until {@link settleDamaged}, over any crash. */
export async function setRecordAside(set: FileSet, number: number): Promise<void> {
  const path = recordPath(set, number);
  await renameOver(set.ops, path, `${path}.damaged`);
}

/** Says that every file that a damaged commit may have renamed was looked at: from now on it is only kept, as `.bad`. */
export async function settleDamaged(set: FileSet, number: number): Promise<void> {
  const path = recordPath(set, number);
  await renameOver(set.ops, `${path}.damaged`, `${path}.bad`);
}

async function numbersOf(set: FileSet, pattern: RegExp): Promise<number[]> {
  const names = await set.ops.names(join(set.base, set.records));
  return names
    .map((name) => pattern.exec(name)?.[1])
    .filter((number) => number !== undefined)
    .map(Number)
    .sort((a, b) => a - b);
}

/** A standing record; `gone` when another holder just removed it, `damaged` when it cannot be told what it says. */
export async function readRecord(set: FileSet, number: number): Promise<CommitRecord | 'gone' | 'damaged'> {
  const bytes = await readIfAny(set, recordPath(set, number));
  if (bytes === null) return 'gone';
  const parsed = recordSchema.safeParse(parseJson(bytes.toString('utf8')));
  return parsed.success && parsed.data.number === number ? parsed.data : 'damaged';
}

/**
 * Does what a record says, or what is left of it, and removes it. Any number of holders may do so at once. A folder in a
 * file's place is moved aside: each file was staged whole, so nothing of it is needed. The numbered file comes last, when the others' names are on the disk: a power cut cannot leave its number without them.
 */
export async function rollForward(set: FileSet, record: CommitRecord): Promise<void> {
  const others = record.moves.slice(0, -1);
  const numbered = record.moves.slice(-1);
  for (const moves of [others, numbered]) {
    for (const move of moves) await renameOver(set.ops, join(set.base, move.from), join(set.base, move.to));
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

/** The bytes of a file, none of what is no plain file; null when nothing is there. */
async function readIfAny(set: FileSet, path: string): Promise<Buffer | null> {
  try {
    return await set.ops.read(path);
  } catch (error) {
    if (isErrno(error, 'ENOENT')) return null;
    if (isNoPlainFile(error)) return Buffer.alloc(0);
    throw error;
  }
}

function isInside(path: string): boolean {
  return path !== '' && !path.includes('\0') && !isAbsolute(path) && !normalize(path).split('/').includes('..');
}
