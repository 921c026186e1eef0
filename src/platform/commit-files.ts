import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import {
  type CommitRecord,
  foldersOf,
  readOrEmpty,
  recordPath,
  removeAll,
  removeIfThere,
  rollForward,
} from './commit-record.ts';
import { isErrno } from './errno.ts';
import { EXIT } from './exit-codes.ts';
import type { FileSet, NewFile } from './file-set.ts';
import { KnownError } from './known-error.ts';
import { stagedPath } from './staged-path.ts';

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
