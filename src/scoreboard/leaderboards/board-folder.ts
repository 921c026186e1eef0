import { relative } from 'node:path';
import { WINDOWS } from '../../domain/windows.ts';
import { checkedTail, hasIntactChecksum } from '../../platform/checked-tail.ts';
import { Commit, OvertakenError } from '../../platform/commit-files.ts';
import { settleDamaged } from '../../platform/commit-record.ts';
import { isErrno } from '../../platform/errno.ts';
import type { FileOperations } from '../../platform/file-operations.ts';
import type { FileSet } from '../../platform/file-set.ts';
import { quarantine } from '../../platform/quarantine.ts';
import { isNoPlainFile } from '../../platform/read-plain-file.ts';
import { recoverFiles } from '../../platform/recover-files.ts';
import { boardFile, boardNumberFile } from '../rollups/root-layout.ts';
import { BY } from './board-groups.ts';
import { type BoardNumber, encodeBoardNumber, readBoardNumber } from './board-number.ts';
import type { BoardFile } from './board-set.ts';

/** A leaderboards folder, and what touches it. */
export type BoardFolderParts = {
  readonly ops: FileOperations;
  readonly folder: string;
  /** Stamps what has to be moved aside. */
  readonly nowMs: () => number;
};

/** Files that were written, and files that already held exactly these bytes; `overtaken`: another build's stand. */
export type BoardsWritten = { readonly written: number; readonly unchanged: number; readonly overtaken: number };

/**
 * A folder of boards that are replaced together, under a number (platform/file-set.ts) and without a lock. The number
 * is read by `open`, before the rollups are: whoever commits the next one has read them after the boards in force were
 * made, so boards never go back, however long a builder slept.
 */
export class BoardFolder {
  readonly #parts: BoardFolderParts;
  readonly #set: FileSet;
  /** The number that was in force when the folder was opened; 0: none. */
  readonly #number: number;
  readonly #inForce: BoardNumber | null;

  private constructor(parts: BoardFolderParts, set: FileSet, inForce: BoardNumber | null) {
    this.#parts = parts;
    this.#set = set;
    this.#inForce = inForce;
    this.#number = inForce?.commit ?? 0;
  }

  /** Finishes what a builder that was killed left, and reads the number. */
  static async open(parts: BoardFolderParts): Promise<BoardFolder> {
    const { ops, folder } = parts;
    const set: FileSet = {
      ops,
      base: folder,
      records: '.',
      numberInForce: async () => (await readBoardNumber(folder))?.commit ?? null,
      gapless: true,
    };
    await settle(set);
    return new BoardFolder(parts, set, await readBoardNumber(folder));
  }

  /** Whether the boards were made from this between two instants, and all of them are there and whole. */
  async wasMadeOf(of: string, { since, until }: { since: number; until: number }): Promise<boolean> {
    const { made, asof = '' } = this.#inForce ?? {};
    const madeAt = Date.parse(asof) / 1000;
    if (made?.of !== of || !(madeAt >= since && madeAt <= until)) return false;
    for (const window of WINDOWS) {
      for (const by of BY) if (!(await this.#isAsMade(this.#pathOf({ window, by }), made.boards))) return false;
    }
    return true;
  }

  /**
   * Replaces the boards that are others than before; nothing is written when none is. Each is made while the one before
   * is written, so that two are in memory at most. `of` stands for all that they were made from; null: that is not sure.
   */
  async replace(
    boards: Iterable<BoardFile>,
    { asof, of }: { asof: string; of: string | null },
  ): Promise<BoardsWritten> {
    const checksums: Record<string, string> = {};
    const commit = new Commit(this.#set, this.#number + 1);
    const settled: PromiseSettledResult<boolean>[] = [];
    let staging: Promise<PromiseSettledResult<boolean>[]> = Promise.resolve([]);
    for (const board of boards) {
      checksums[this.#local(this.#pathOf(board))] = checkedTail(board.bytes)?.checksum ?? '';
      const stage = Promise.allSettled([this.#stageIfChanged(commit, board)]);
      settled.push(...(await staging));
      staging = stage;
    }
    settled.push(...(await staging));
    const written = settled.filter((stage) => stage.status === 'fulfilled' && stage.value).length;
    try {
      for (const stage of settled) if (stage.status === 'rejected') throw stage.reason;
      const made = of === null ? undefined : { of, boards: checksums };
      if (written > 0) await this.#make(commit, { asof, made });
      return { written, unchanged: settled.length - written, overtaken: 0 };
    } catch (error) {
      await commit.drop();
      if (error instanceof OvertakenError) return { written: 0, unchanged: 0, overtaken: settled.length };
      throw error;
    }
  }

  async #make(commit: Commit, about: Omit<BoardNumber, 'commit'>): Promise<void> {
    const path = boardNumberFile(this.#set.base);
    const bytes = encodeBoardNumber({ commit: this.#number + 1, ...about });
    await this.#bytesOf(path);
    await commit.stage({ path: this.#local(path), bytes });
    await commit.make();
    await settle(this.#set);
  }

  async #stageIfChanged(commit: Commit, board: BoardFile): Promise<boolean> {
    const path = this.#pathOf(board);
    const { bytes } = board;
    if ((await this.#bytesOf(path))?.equals(bytes) === true) return false;
    await commit.stage({ path: this.#local(path), bytes });
    return true;
  }

  /** Null when the file is not there; what is no plain file is moved aside. */
  async #bytesOf(path: string): Promise<Buffer | null> {
    try {
      return await this.#set.ops.read(path);
    } catch (error) {
      if (isNoPlainFile(error)) await moveAside(path, this.#parts.nowMs());
      else if (!isErrno(error, 'ENOENT')) throw error;
      return null;
    }
  }

  async #isAsMade(path: string, made: Readonly<Record<string, string>>): Promise<boolean> {
    const bytes = await this.#bytesOf(path);
    return bytes !== null && hasIntactChecksum(bytes) && checkedTail(bytes)?.checksum === made[this.#local(path)];
  }

  #pathOf({ window, by }: Pick<BoardFile, 'window' | 'by'>): string {
    return boardFile(this.#set.base, window, by);
  }

  #local(path: string): string {
    return relative(this.#set.base, path);
  }
}

/** A record that cannot be read is moved aside: what it was to make visible is made anew. */
async function settle(set: FileSet): Promise<void> {
  const { damaged } = await recoverFiles(set, ['.'], null);
  for (const number of damaged) await settleDamaged(set, number);
}

/** Another builder may have done so already. */
async function moveAside(path: string, nowMs: number): Promise<void> {
  try {
    await quarantine(path, nowMs);
  } catch (error) {
    if (!isErrno(error, 'ENOENT')) throw error;
  }
}
