import { join } from 'node:path';
import { commitFiles } from './commit-files.ts';
import {
  type CommitRecord,
  damagedRecords,
  readRecord,
  recordPath,
  removeAll,
  removeIfThere,
  rollForward,
  setRecordAside,
  standingRecords,
} from './commit-record.ts';
import type { FileSet, NewFile } from './file-set.ts';
import { stagedNumber } from './staged-path.ts';

/**
 * What recovery did. `damaged` are commits whose record could not be read: which of their files were renamed cannot be
 * told, so whoever knows the files has to look at each, and then say so by settleDamaged.
 */
export type Recovery = {
  readonly rolledForward: number[];
  readonly dropped: number[];
  readonly damaged: number[];
  readonly orphans: string[];
};

/** Gives the numbered file with another number. */
type Fence = (number: number) => Promise<NewFile>;

/**
 * Brings the set to the state of its last commit. `folders` are all folders, relative to the base, in which files
 * are staged; `fence` gives the numbered file with the given number and its content otherwise as it is. Null, for a set
 * that has no lock: staged files of a number that is still free may be somebody's who is at work, and are left.
 */
export async function recoverFiles(set: FileSet, folders: readonly string[], fence: Fence | null): Promise<Recovery> {
  const done: Recovery = { rolledForward: [], dropped: [], damaged: [], orphans: [] };
  for (const number of await standingRecords(set)) {
    const inForce = await set.numberInForce();
    const record = await readRecord(set, number);
    if (record === 'gone') continue;
    if (record === 'damaged') {
      await setRecordAside(set, number);
    } else if (inForce === null || number === inForce + 1) {
      await rollForward(set, record);
      done.rolledForward.push(number);
    } else {
      await dropRecord(set, record);
      done.dropped.push(number);
    }
  }
  await removeOrphans(set, folders, { fence, done });
  return { ...done, damaged: await damagedRecords(set) };
}

async function dropRecord(set: FileSet, record: CommitRecord): Promise<void> {
  await removeAll(
    set,
    record.moves.map((move) => move.from),
  );
  await removeIfThere(set, recordPath(set, record.number));
}

async function removeOrphans(
  set: FileSet,
  folders: readonly string[],
  { fence, done }: { fence: Fence | null; done: Recovery },
): Promise<void> {
  const staged = await stagedFiles(set, folders);
  if (staged.length === 0) return;
  const inForce = (await set.numberInForce()) ?? 0;
  const newest = Math.max(...staged.map((file) => file.number));
  if (fence !== null && newest > inForce) await commitFiles(set, newest, [await fence(newest)]);
  const paths = staged.filter(({ number }) => fence !== null || number <= inForce).map(({ path }) => path);
  await removeAll(set, paths);
  done.orphans.push(...paths);
}

async function stagedFiles(set: FileSet, folders: readonly string[]): Promise<{ path: string; number: number }[]> {
  const found: { path: string; number: number }[] = [];
  for (const folder of new Set([...folders, set.records])) {
    for (const name of await set.ops.names(join(set.base, folder))) {
      const number = stagedNumber(name);
      if (number !== null) found.push({ path: join(folder, name), number });
    }
  }
  return found;
}
