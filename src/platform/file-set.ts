import { randomBytes } from 'node:crypto';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { isErrno } from './errno.ts';
import { EXIT } from './exit-codes.ts';
import type { FileOperations } from './file-operations.ts';
import { KnownError } from './known-error.ts';

/**
 * Several files that become visible together or not at all, on a file system without transactions and without a
 * clock that all hosts agree on (spec T2).
 *
 * Commits are numbered. A commit stages its files beside their targets, then claims its number by an exclusive
 * link(2) of its record, then renames, the file that holds the number last, then removes the record. The number
 * that is in force is what that last file says. So:
 *
 * - a record whose number is the next one is a commit that was cut: anybody may finish it, twice does no harm;
 * - a record whose number is in force or older was made by a holder that had been overtaken: it is dropped;
 * - staged files without a record belong to a holder that died or sleeps. Before they are removed the next number
 *   is used up by a commit of the numbered file alone (a fence), so that a sleeper can never claim it.
 */
export type FileSet = {
  readonly ops: FileOperations;
  /** Folder that all paths of the set are relative to. */
  readonly base: string;
  /** Folder, relative to `base`, that holds the records `commit.<number>`. */
  readonly records: string;
  /** The number in force; null when the numbered file is lost. */
  readonly numberInForce: () => Promise<number | null>;
};

/** One file to write: a path relative to the set's base and its bytes. */
export type NewFile = { readonly path: string; readonly bytes: Buffer };

/** What recovery did. */
export type Recovery = { readonly rolledForward: number[]; readonly dropped: number[]; readonly orphans: string[] };

const recordSchema = z.object({
  number: z.int().positive(),
  moves: z.array(z.object({ from: z.string(), to: z.string() })).min(1),
});
type CommitRecord = z.infer<typeof recordSchema>;

const STAGED = /^\.(.+)\.(\d+)\.[0-9a-f]{16}\.staged$/;
const RECORD = /^commit\.(\d+)$/;

/** Another holder committed under this number first; nothing of ours was kept. */
export class OvertakenError extends KnownError {
  constructor(number: number, base: string) {
    super(`${base}: another holder made commit ${number} first; nothing of this one was kept`, EXIT.locked);
  }
}

/**
 * Commits files under `number`, which is the number in force plus one; the last file is the numbered one.
 * Throws OvertakenError when somebody else used the number, and what the file system throws (then nothing is
 * visible, or recovery will finish it).
 */
export async function commitFiles(set: FileSet, number: number, files: readonly NewFile[]): Promise<void> {
  try {
    await stageAndCommit(set, number, files);
  } catch (error) {
    // What we staged was cleared away while we slept.
    const inForce = isErrno(error, 'ENOENT') ? await set.numberInForce() : null;
    if (inForce !== null && inForce >= number) throw new OvertakenError(number, set.base);
    throw error;
  }
}

async function stageAndCommit(set: FileSet, number: number, files: readonly NewFile[]): Promise<void> {
  const token = randomBytes(8).toString('hex');
  const moves = files.map(({ path }) => ({ from: stagedPath(path, number, token), to: path }));
  const folders = foldersOf(moves);
  for (const folder of folders) await set.ops.makeFolder(join(set.base, folder));
  for (const [index, move] of moves.entries()) {
    await set.ops.writeNew(join(set.base, move.from), files[index]!.bytes);
  }
  for (const folder of folders) await set.ops.syncFolder(join(set.base, folder));
  if (!(await claim(set, { number, moves }, token))) {
    await removeAll(
      set,
      moves.map((move) => move.from),
    );
    throw new OvertakenError(number, set.base);
  }
  await rollForward(set, { number, moves });
}

/**
 * Brings the set to the state of its last commit. `folders` are all folders, relative to the base, in which files
 * are staged; `fence` gives the numbered file with the given number and its content otherwise as it is.
 */
export async function recoverFiles(
  set: FileSet,
  folders: readonly string[],
  fence: (number: number) => Promise<NewFile>,
): Promise<Recovery> {
  const done: Recovery = { rolledForward: [], dropped: [], orphans: [] };
  for (const number of await standingRecords(set)) {
    const inForce = await set.numberInForce();
    const record = await readRecord(set, number);
    if (record === null) continue;
    if (inForce === null || number === inForce + 1) {
      await rollForward(set, record);
      done.rolledForward.push(number);
    } else {
      await dropRecord(set, record);
      done.dropped.push(number);
    }
  }
  await removeOrphans(set, folders, { fence, done });
  return done;
}

/** Makes the record under its number; false when the number is taken or no longer the next. */
async function claim(set: FileSet, record: CommitRecord, token: string): Promise<boolean> {
  const folder = join(set.base, set.records);
  const draft = join(set.base, stagedPath(join(set.records, 'record'), record.number, token));
  const target = recordPath(set, record.number);
  await set.ops.writeNew(draft, Buffer.from(JSON.stringify(record)));
  const linked = await linkOnce(set, draft, target);
  await set.ops.unlink(draft);
  if (!linked) return false;
  await set.ops.syncFolder(folder);
  const inForce = await set.numberInForce();
  if (inForce === null || inForce < record.number) return true;
  await removeIfThere(set, target);
  return false;
}

/** link(2) over NFS may report EEXIST for a link that a lost reply did make: then the content is ours. */
async function linkOnce(set: FileSet, draft: string, target: string): Promise<boolean> {
  try {
    await set.ops.link(draft, target);
    return true;
  } catch (error) {
    if (!isErrno(error, 'EEXIST')) throw error;
    const [ours, theirs] = await Promise.all([set.ops.read(draft), readOrEmpty(set, target)]);
    return ours.equals(theirs);
  }
}

async function rollForward(set: FileSet, record: CommitRecord): Promise<void> {
  for (const move of record.moves) await renameIfThere(set, move.from, move.to);
  for (const folder of foldersOf(record.moves)) await set.ops.syncFolder(join(set.base, folder));
  await removeIfThere(set, recordPath(set, record.number));
}

async function dropRecord(set: FileSet, record: CommitRecord): Promise<void> {
  await removeAll(
    set,
    record.moves.map((move) => move.from),
  );
  await removeIfThere(set, recordPath(set, record.number));
}

async function standingRecords(set: FileSet): Promise<number[]> {
  const names = await set.ops.names(join(set.base, set.records));
  return names
    .map((name) => RECORD.exec(name)?.[1])
    .filter((number) => number !== undefined)
    .map(Number)
    .sort((a, b) => a - b);
}

/** A standing record; null when another holder just removed it. */
async function readRecord(set: FileSet, number: number): Promise<CommitRecord | null> {
  const bytes = await readOrEmpty(set, recordPath(set, number));
  if (bytes.length === 0) return null;
  const parsed = recordSchema.safeParse(parseJson(bytes));
  if (parsed.success && parsed.data.number === number) return parsed.data;
  throw new KnownError(`${recordPath(set, number)} is damaged; move it away and run doctor`, EXIT.badRoot);
}

async function removeOrphans(
  set: FileSet,
  folders: readonly string[],
  { fence, done }: { fence: (number: number) => Promise<NewFile>; done: Recovery },
): Promise<void> {
  const staged = await stagedFiles(set, folders);
  if (staged.length === 0) return;
  const inForce = (await set.numberInForce()) ?? 0;
  const newest = Math.max(...staged.map((file) => file.number));
  if (newest > inForce) await commitFiles(set, newest, [await fence(newest)]);
  const paths = staged.map((file) => file.path);
  await removeAll(set, paths);
  done.orphans.push(...paths);
}

async function stagedFiles(set: FileSet, folders: readonly string[]): Promise<{ path: string; number: number }[]> {
  const found: { path: string; number: number }[] = [];
  for (const folder of new Set([...folders, set.records])) {
    for (const name of await set.ops.names(join(set.base, folder))) {
      const match = STAGED.exec(name);
      if (match !== null) found.push({ path: join(folder, name), number: Number(match[2]) });
    }
  }
  return found;
}

const foldersOf = (moves: readonly { to: string }[]): string[] => [...new Set(moves.map((move) => dirname(move.to)))];

const recordPath = (set: FileSet, number: number): string => join(set.base, set.records, `commit.${number}`);

function stagedPath(path: string, number: number, token: string): string {
  const folder = dirname(path);
  return join(folder, `.${path.slice(folder === '.' ? 0 : folder.length + 1)}.${number}.${token}.staged`);
}

async function renameIfThere(set: FileSet, from: string, to: string): Promise<void> {
  try {
    await set.ops.rename(join(set.base, from), join(set.base, to));
  } catch (error) {
    if (!isErrno(error, 'ENOENT')) throw error;
  }
}

async function removeAll(set: FileSet, paths: readonly string[]): Promise<void> {
  for (const path of paths) await removeIfThere(set, join(set.base, path));
}

async function removeIfThere(set: FileSet, path: string): Promise<void> {
  try {
    await set.ops.unlink(path);
  } catch (error) {
    if (!isErrno(error, 'ENOENT')) throw error;
  }
}

async function readOrEmpty(set: FileSet, path: string): Promise<Buffer> {
  try {
    return await set.ops.read(path);
  } catch (error) {
    if (isErrno(error, 'ENOENT')) return Buffer.alloc(0);
    throw error;
  }
}

function parseJson(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch {
    return null;
  }
}
