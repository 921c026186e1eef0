import { relative } from 'node:path';
import { isoSeconds } from '../../domain/calendar.ts';
import { nowSeconds } from '../../platform/clock.ts';
import { commitFiles } from '../../platform/commit-files.ts';
import { settleDamaged } from '../../platform/commit-record.ts';
import type { FileOperations } from '../../platform/file-operations.ts';
import type { FileSet, NewFile } from '../../platform/file-set.ts';
import { type Recovery, recoverFiles } from '../../platform/recover-files.ts';
import { type Cursor, encodeCursor } from './cursor.ts';
import { type CursorPlace, commitOfCursor, readCursor } from './read-cursor.ts';
import type { ClusterLayout } from './root-layout.ts';
import { VanishedError } from './vanished-error.ts';

/** Whose state, and what touches it. */
export type StatePlace = CursorPlace & { readonly ops: FileOperations };

/** A cluster's files as a set that is committed together, with the cursor as the numbered one (platform/file-set.ts). */
export class CommittedState {
  /** What opening had to mend after a crash. */
  readonly recovery: Recovery;
  readonly #place: StatePlace;
  readonly #set: FileSet;
  /** Whether the cursor's file is there: from then on it must stay there. */
  readonly #onDisk: OnDisk;
  #cursor: Cursor;

  private constructor(place: StatePlace, { set, onDisk, recovery, cursor }: Opened) {
    this.#place = place;
    this.#set = set;
    this.#onDisk = onDisk;
    this.recovery = recovery;
    this.#cursor = cursor;
  }

  /** Opens the state; a commit that was cut is finished or taken back first. */
  static async open(place: StatePlace): Promise<CommittedState> {
    const { layout, ops } = place;
    const local = (path: string): string => relative(layout.base, path);
    const onDisk = { isThere: false };
    const numberInForce = (): Promise<number | null> => inForce(layout, onDisk);
    const set: FileSet = { ops, base: layout.base, records: local(layout.state), numberInForce };
    const folders = [layout.monthlyFolder, layout.dailyFolder, layout.seen, layout.state].map(local);
    const fence = async (number: number): Promise<NewFile> => ({
      path: local(layout.cursor),
      bytes: encodeCursor({ ...(await readCursor(place)), commit: number }),
    });
    const recovery = await recoverFiles(set, folders, fence);
    const cursor = await readCursor(place);
    onDisk.isThere = (await inForce(layout, onDisk)) !== null;
    return new CommittedState(place, { set, onDisk, recovery, cursor });
  }

  get cursor(): Cursor {
    return this.#cursor;
  }

  /** The time that a commit now is of. */
  now(): string {
    return isoSeconds(nowSeconds(this.#place.clock));
  }

  /** Throws VanishedError when the state that was opened is no longer there. */
  async assertThere(): Promise<void> {
    await this.#set.numberInForce();
  }

  /** Makes files of the cluster and a cursor visible together. Throws OvertakenError. */
  async write(files: readonly NewFile[], cursor: Cursor, asof: string): Promise<void> {
    const { layout } = this.#place;
    const next = { ...cursor, commit: this.#cursor.commit + 1, asof };
    const all = [...files, { path: layout.cursor, bytes: encodeCursor(next) }];
    await this.assertThere();
    await commitFiles(
      this.#set,
      next.commit,
      all.map((file) => ({ ...file, path: relative(layout.base, file.path) })),
    );
    this.#cursor = next;
    this.#onDisk.isThere = true;
  }

  /** Says that all that a damaged record may have renamed was looked at. */
  async settleDamaged(): Promise<void> {
    for (const number of this.recovery.damaged) await settleDamaged(this.#set, number);
  }
}

type OnDisk = { isThere: boolean };

type Opened = {
  readonly set: FileSet;
  readonly onDisk: OnDisk;
  readonly recovery: Recovery;
  readonly cursor: Cursor;
};

async function inForce(layout: ClusterLayout, { isThere }: Readonly<OnDisk>): Promise<number | null> {
  const commit = commitOfCursor(layout);
  if (commit !== 'no cursor') return commit;
  if (isThere) throw new VanishedError(layout.base);
  return null;
}
