import { relative } from 'node:path';
import { addMonths, isoSeconds, type Month, monthStart } from '../../domain/calendar.ts';
import { openJson, readCheckedJson } from '../../platform/checked-json.ts';
import { type Clock, nowSeconds } from '../../platform/clock.ts';
import { commitFiles } from '../../platform/commit-files.ts';
import { EXIT } from '../../platform/exit-codes.ts';
import type { FileOperations } from '../../platform/file-operations.ts';
import type { FileSet, NewFile } from '../../platform/file-set.ts';
import { KnownError } from '../../platform/known-error.ts';
import { quarantine } from '../../platform/quarantine.ts';
import { readIfThereSync } from '../../platform/read-if-there-sync.ts';
import { type Recovery, recoverFiles } from '../../platform/recover-files.ts';
import type { SeenFilter } from '../dedupe/seen-filter.ts';
import type { CountingUnit } from './counting-unit.ts';
import { type Cursor, cursorSchema, encodeCursor, firstCursor } from './cursor.ts';
import { MonthFiles } from './month-files.ts';
import type { CountingSettings } from './rollup-files.ts';
import { rollupReader } from './rollup-reader.ts';
import type { ClusterLayout } from './root-layout.ts';
import { VanishedError } from './vanished-error.ts';

/** What a store is opened with. */
export type StoreParts = {
  readonly layout: ClusterLayout;
  readonly cluster: string;
  readonly ops: FileOperations;
  readonly clock: Clock;
  readonly settings: CountingSettings;
  /** Rate of false positives of new filters. */
  readonly filterRate: number;
  /** Where a cluster begins that has no cursor yet. */
  readonly start: { readonly backfillStart: number; readonly spanSeconds: number };
};

/**
 * The rollups, filters and cursor of one cluster: what must agree. The holder of the cluster's lock reads them once
 * and commits unit by unit; a commit that finds another holder's in its place throws OvertakenError.
 */
export class ClusterStore {
  /** What opening had to mend after a crash. */
  readonly recovery: Recovery;
  readonly #parts: StoreParts;
  readonly #set: FileSet;
  readonly #months: MonthFiles;
  #cursor: Cursor;
  /** Whether the cursor's file is there: from then on it must stay there. */
  #onDisk: { isThere: boolean };

  private constructor(parts: StoreParts, opened: Opened) {
    this.#parts = parts;
    this.#set = opened.set;
    this.recovery = opened.recovery;
    this.#cursor = opened.cursor;
    this.#onDisk = opened.onDisk;
    this.#months = new MonthFiles(parts);
  }

  /** Opens a cluster's state; a commit that was cut is finished or taken back first. */
  static async open(parts: StoreParts): Promise<ClusterStore> {
    const { layout, ops } = parts;
    const local = (path: string): string => relative(layout.base, path);
    const onDisk = { isThere: false };
    const numberInForce = (): Promise<number | null> => inForce(layout, onDisk);
    const set: FileSet = { ops, base: layout.base, records: local(layout.state), numberInForce };
    const folders = [layout.monthlyFolder, layout.dailyFolder, layout.seen, layout.state].map(local);
    const fence = async (number: number): Promise<NewFile> => ({
      path: local(layout.cursor),
      bytes: encodeCursor({ ...(await readCursor(parts)), commit: number }),
    });
    const recovery = await recoverFiles(set, folders, fence);
    const cursor = await readCursor(parts);
    onDisk.isThere = (await inForce(layout, onDisk)) !== null;
    return new ClusterStore(parts, { set, recovery, cursor, onDisk });
  }

  /** Throws VanishedError when the state that was opened is no longer there. */
  async assertThere(): Promise<void> {
    await this.#set.numberInForce();
  }

  get cursor(): Cursor {
    return this.#cursor;
  }

  /** The filter of a month as it is on disk, empty when there is none. Throws DamagedMonthError. */
  filterOf(month: Month): SeenFilter {
    return this.#months.filter(month);
  }

  /**
   * Makes a unit's changes and the cursor's visible together. Nothing to write and nothing to advance writes nothing.
   */
  async commit(unit: CountingUnit | null, advance: Partial<Cursor>): Promise<void> {
    const { layout } = this.#parts;
    const asof = isoSeconds(nowSeconds(this.#parts.clock));
    const files: NewFile[] = [];
    for (const [month, change] of unit?.changes ?? []) files.push(...this.#months.encode(month, change, asof));
    const cursor = { ...this.#cursor, ...advance, counted_until: unit?.countedUntil ?? this.#cursor.counted_until };
    if (files.length === 0 && sameState(cursor, this.#cursor)) return;
    cursor.commit = this.#cursor.commit + 1;
    cursor.asof = asof;
    files.push({ path: layout.cursor, bytes: encodeCursor(cursor) });
    const local = files.map((file) => ({ ...file, path: relative(layout.base, file.path) }));
    await this.assertThere();
    await commitFiles(this.#set, cursor.commit, local);
    this.#cursor = cursor;
    this.#onDisk.isThere = true;
    this.#months.committed(unit?.changes ?? new Map());
  }

  /** Puts other bytes in the place of rollups, all of them in one commit. */
  async replace(files: readonly NewFile[]): Promise<void> {
    const { layout, clock } = this.#parts;
    const cursor = { ...this.#cursor, commit: this.#cursor.commit + 1, asof: isoSeconds(nowSeconds(clock)) };
    const all = [...files, { path: layout.cursor, bytes: encodeCursor(cursor) }];
    await this.assertThere();
    await commitFiles(
      this.#set,
      cursor.commit,
      all.map(({ path, bytes }) => ({ path: relative(layout.base, path), bytes })),
    );
    this.#cursor = cursor;
    this.#onDisk.isThere = true;
    this.#months.committed(new Map());
  }

  /** Makes a month's file anew from its days, for one that was damaged or lost; what is there is kept as `.bad`. */
  async rewriteMonthly(month: Month): Promise<void> {
    const { layout, clock } = this.#parts;
    const asof = isoSeconds(nowSeconds(clock));
    if (readIfThereSync(layout.monthly(month)) !== null) await quarantine(layout.monthly(month), clock.nowMs());
    const file = this.#months.encodeMonthlyFromDays(month, asof);
    const cursor = { ...this.#cursor, commit: this.#cursor.commit + 1, asof };
    const files = [file, { path: layout.cursor, bytes: encodeCursor(cursor) }];
    await commitFiles(
      this.#set,
      cursor.commit,
      files.map(({ path, bytes }) => ({ path: relative(layout.base, path), bytes })),
    );
    this.#cursor = cursor;
  }
}

type Opened = {
  readonly set: FileSet;
  readonly recovery: Recovery;
  readonly cursor: Cursor;
  readonly onDisk: { isThere: boolean };
};

async function inForce(layout: ClusterLayout, onDisk: { readonly isThere: boolean }): Promise<number | null> {
  const bytes = readIfThereSync(layout.cursor);
  if (bytes === null && onDisk.isThere) throw new VanishedError(layout.base);
  if (bytes === null) return null;
  const read = openJson(bytes, cursorSchema);
  return read.ok ? read.value.commit : null;
}

async function readCursor(parts: StoreParts): Promise<Cursor> {
  const { layout, cluster, start, clock } = parts;
  const read = await readCheckedJson(layout.cursor, cursorSchema);
  if (read.ok && read.value.cluster === cluster) return read.value;
  if (!read.ok && read.fault === 'newer') throw new KnownError(`${layout.cursor}: ${read.detail}`, EXIT.badRoot);
  if (read.ok || read.fault !== 'missing') await quarantine(layout.cursor, clock.nowMs());
  const first = firstCursor(cluster, start.backfillStart, start.spanSeconds);
  const newest = (await rollupReader(layout).months()).at(-1);
  if (newest === undefined) return first;
  // The cursor is lost but not the data: everything is asked for again, and every run is asked of the filters. The
  // commit's number is taken from the clock, which no earlier count of commits reaches.
  return { ...first, commit: nowSeconds(clock), counted_until: monthStart(addMonths(newest, 1)) };
}

function sameState(a: Cursor, b: Cursor): boolean {
  return JSON.stringify({ ...a, commit: 0, asof: '' }) === JSON.stringify({ ...b, commit: 0, asof: '' });
}
