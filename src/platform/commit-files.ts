import { randomBytes } from 'node:crypto';
import { dirname, join } from 'node:path';
import { type CommitRecord, foldersOf, readOrEmpty, recordPath, removeIfThere, rollForward } from './commit-record.ts';
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
  const commit = new Commit(set, number);
  try {
    for (const file of files) await commit.stage(file);
    await commit.make();
  } catch (error) {
    await commit.drop();
    throw error;
  }
}

/** A commit that is staged file by file, several at once if one likes; whoever begins one makes it or drops it. */
export class Commit {
  readonly #set: FileSet;
  readonly #number: number;
  readonly #token = randomBytes(8).toString('hex');
  readonly #moves: CommitRecord['moves'] = [];
  readonly #folders = new Map<string, Promise<void>>();
  readonly #draft: string;
  /** Whether the link was asked for: from then on the record may stand, whatever was answered. */
  #claiming = false;

  constructor(set: FileSet, number: number) {
    this.#set = set;
    this.#number = number;
    this.#draft = stagedPath(join(set.records, 'record'), number, this.#token);
  }

  /** Writes a file beside its target. The numbered one is staged last, when the others are written. */
  async stage({ path, bytes }: NewFile): Promise<void> {
    const from = stagedPath(path, this.#number, this.#token);
    this.#moves.push({ from, to: path });
    await this.#orOvertaken(async () => {
      await this.#makeFolder(dirname(path));
      await this.#set.ops.writeNew(this.#at(from), bytes);
    });
  }

  /** Makes what was staged visible. Throws OvertakenError, and what the file system says. */
  async make(): Promise<void> {
    await this.#orOvertaken(async () => {
      const record = { number: this.#number, moves: this.#moves };
      for (const folder of foldersOf(this.#moves)) await this.#set.ops.syncFolder(this.#at(folder));
      if (!(await this.#claim(record))) {
        // The record that stands is not ours: what was staged is of no use to anybody.
        this.#claiming = false;
        throw new OvertakenError(this.#number, this.#set.base);
      }
      await rollForward(this.#set, record);
    });
  }

  /**
   * Removes what was staged when the commit cannot be made, so that a full disk does not stay full of it. Where the
   * record may stand everything is left to recovery. Throws nothing: what failed before is what matters.
   */
  async drop(): Promise<void> {
    if (this.#claiming) return;
    for (const path of [...this.#moves.map(({ from }) => from), this.#draft]) {
      await removeIfThere(this.#set, this.#at(path)).catch(() => undefined);
    }
  }

  #at(path: string): string {
    return join(this.#set.base, path);
  }

  #makeFolder(folder: string): Promise<void> {
    const making = this.#folders.get(folder) ?? this.#set.ops.makeFolder(this.#at(folder));
    this.#folders.set(folder, making);
    return making;
  }

  /** What we staged may have been cleared away while we slept. */
  async #orOvertaken(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      const inForce = isErrno(error, 'ENOENT') ? await this.#set.numberInForce() : null;
      if (inForce === null || inForce < this.#number) throw error;
      this.#claiming = false;
      throw new OvertakenError(this.#number, this.#set.base);
    }
  }

  /** Makes the record under its number; false when the number is taken or no longer the next. */
  async #claim(record: CommitRecord): Promise<boolean> {
    const { ops, records } = this.#set;
    const draft = this.#at(this.#draft);
    const target = recordPath(this.#set, record.number);
    await ops.writeNew(draft, Buffer.from(JSON.stringify(record)));
    this.#claiming = true;
    const linked = await this.#linkOnce(draft, target);
    await ops.unlink(draft);
    if (!linked) return false;
    await ops.syncFolder(this.#at(records));
    if (this.#isNext(await this.#set.numberInForce())) return true;
    await removeIfThere(this.#set, target);
    return false;
  }

  #isNext(inForce: number | null): boolean {
    if (inForce === null) return true;
    return this.#set.gapless === true ? inForce === this.#number - 1 : inForce < this.#number;
  }

  /** link(2) over NFS may report EEXIST for a link that a lost reply did make: then the content is ours. */
  async #linkOnce(draft: string, target: string): Promise<boolean> {
    try {
      await this.#set.ops.link(draft, target);
      return true;
    } catch (error) {
      if (!isErrno(error, 'EEXIST')) throw error;
      const [ours, theirs] = await Promise.all([this.#set.ops.read(draft), readOrEmpty(this.#set, target)]);
      return ours.equals(theirs);
    }
  }
}
