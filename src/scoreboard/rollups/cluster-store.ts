import { join, relative } from 'node:path';
import { addMonths, isoSeconds, type Month, monthStart } from '../../domain/calendar.ts';
import { openJson, readCheckedJson } from '../../platform/checked-json.ts';
import { type Clock, nowSeconds } from '../../platform/clock.ts';
import { commitFiles } from '../../platform/commit-files.ts';
import { settleDamaged } from '../../platform/commit-record.ts';
import { EXIT } from '../../platform/exit-codes.ts';
import type { FileOperations } from '../../platform/file-operations.ts';
import type { FileSet, NewFile } from '../../platform/file-set.ts';
import { KnownError } from '../../platform/known-error.ts';
import { quarantine } from '../../platform/quarantine.ts';
import { readIfThereSync } from '../../platform/read-if-there-sync.ts';
import { type Recovery, recoverFiles } from '../../platform/recover-files.ts';
import type { SeenFilter } from '../dedupe/seen-filter.ts';
import { checkMonth } from './check-month.ts';
import type { CountingUnit } from './counting-unit.ts';
import { type Cursor, type CursorStart, cursorSchema, encodeCursor, firstCursor, isRemoved } from './cursor.ts';
import { DamagedMonthError } from './damaged-month-error.ts';
import { monthsThere } from './glance-at-months.ts';
import { keptFromByFiles } from './kept-months.ts';
import { MonthFiles } from './month-files.ts';
import type { CountingSettings } from './rollup-files.ts';
import { rollupReader } from './rollup-reader.ts';
import { type ClusterLayout, scratchLayout } from './root-layout.ts';
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
  readonly start: CursorStart;
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
    const store = new ClusterStore(parts, { set, recovery, cursor, onDisk });
    if (recovery.damaged.length > 0) await store.#doubtAll();
    return store;
  }

  /**
   * After a commit of which cannot be told how far it came: its runs may be in a filter while the cursor is still the
   * old one, so every filter is asked from now on, and months whose files do not agree are made anew.
   */
  async #doubtAll(): Promise<void> {
    const { layout, cluster } = this.#parts;
    const months = await monthsThere(layout);
    const newest = months.at(-1);
    if (newest !== undefined) {
      const counted_until = Math.max(this.#cursor.counted_until, monthStart(addMonths(newest, 1)));
      await this.commit(null, { counted_until });
    }
    for (const month of months) {
      const isDoubtful = !isRemoved(this.#cursor, month) && checkMonth({ layout, cluster, month }).faults.length > 0;
      if (isDoubtful) await this.markForRebuild(month);
    }
    for (const number of this.recovery.damaged) await settleDamaged(this.#set, number);
  }

  /** Notes that a month is to be made anew from accounting; it stays noted until that is done. */
  async markForRebuild(month: Month): Promise<void> {
    await this.#parts.ops.makeFolder(scratchLayout(this.#parts.layout, 'rebuild', month).base);
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
    // Whoever counts leaves out what was removed (countableWithin): an empty filter would count it twice.
    if (isRemoved(this.#cursor, month)) throw new Error(`the filter of ${month} was removed`);
    return this.#months.filter(month);
  }

  /**
   * Makes a unit's changes and the cursor's visible together. Nothing to write and nothing to advance writes nothing.
   */
  async commit(unit: CountingUnit | null, advance: Partial<Cursor>): Promise<void> {
    const asof = isoSeconds(nowSeconds(this.#parts.clock));
    const files: NewFile[] = [];
    for (const [month, change] of unit?.changes ?? []) files.push(...this.#months.encode(month, change, asof));
    const counted = advance.counted_until ?? unit?.countedUntil ?? this.#cursor.counted_until;
    const cursor = { ...this.#cursor, ...advance, counted_until: counted };
    if (files.length === 0 && sameState(cursor, this.#cursor)) return;
    await this.#write(files, cursor, asof);
    this.#months.committed(unit?.changes ?? new Map());
  }

  /** Puts a month as another store has it in place of this one's, whatever that was. */
  async replaceMonth(month: Month, from: ClusterStore): Promise<void> {
    const asof = isoSeconds(nowSeconds(this.#parts.clock));
    const { counted_until } = this.#cursor;
    const cursor = { ...this.#cursor, counted_until: Math.max(counted_until, from.cursor.counted_until) };
    const files = from.#months.encode(month, from.#months.noChange(month), asof);
    const base = from.#parts.layout.base;
    const moved = files.map(({ path, bytes }) => ({
      path: join(this.#parts.layout.base, relative(base, path)),
      bytes,
    }));
    await this.#write(moved, cursor, asof);
    this.#months.committed(new Map());
  }

  /** Replaces files of the cluster, and its cursor, as this version writes them; nothing is counted. */
  async rewrite(files: readonly NewFile[]): Promise<void> {
    await this.#write(files, this.#cursor, isoSeconds(nowSeconds(this.#parts.clock)));
    this.#months.committed(new Map());
  }

  async #write(files: readonly NewFile[], cursor: Cursor, asof: string): Promise<void> {
    const { layout } = this.#parts;
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

  /** Makes a month's file anew from its days, for one that was damaged or lost; what is there is kept as `.bad`. */
  async rewriteMonthly(month: Month): Promise<void> {
    const { layout, clock, cluster } = this.#parts;
    if (isRemoved(this.#cursor, month)) {
      const detail = 'it cannot be read, and its days were removed (keep_months)';
      throw new DamagedMonthError({ cluster, month, path: layout.monthly(month), fault: 'missing', detail });
    }
    const asof = isoSeconds(nowSeconds(clock));
    if (readIfThereSync(layout.monthly(month)) !== null) await quarantine(layout.monthly(month), clock.nowMs());
    const file = this.#months.encodeMonthlyFromDays(month, asof);
    await this.#write([file], this.#cursor, asof);
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
  if (!read.ok && read.fault === 'newer') throw newerCursor(layout, read.detail);
  return read.ok ? read.value.commit : null;
}

async function readCursor(parts: StoreParts): Promise<Cursor> {
  const { layout, cluster, start, clock } = parts;
  const read = await readCheckedJson(layout.cursor, cursorSchema);
  if (read.ok && read.value.cluster === cluster) return read.value;
  if (!read.ok && read.fault === 'newer') throw newerCursor(layout, read.detail);
  if (read.ok || read.fault !== 'missing') await quarantine(layout.cursor, clock.nowMs());
  const first = firstCursor(cluster, start);
  const months = await rollupReader(layout).months();
  const [oldest, newest] = [months[0], months.at(-1)];
  if (oldest === undefined || newest === undefined) return first;
  // The cursor is lost but not the data: everything from its first month on is asked for again, and every run is asked of
  // the filters. The commit's number is taken from the clock, which no earlier count of commits reaches.
  const begin = Math.max(first.backfill_start, monthStart(oldest));
  return {
    ...first,
    backfill_start: begin,
    covered_until: begin,
    settled_until: begin,
    commit: nowSeconds(clock),
    counted_until: monthStart(addMonths(newest, 1)),
    kept_from: await keptFromByFiles(layout),
  };
}

/** A later version may have committed meanwhile: its cursor is not lost, and nothing is to be put in its place. */
function newerCursor({ cursor }: ClusterLayout, detail: string): KnownError {
  return new KnownError(`${cursor}: ${detail}`, EXIT.badRoot);
}

function sameState(a: Cursor, b: Cursor): boolean {
  return JSON.stringify({ ...a, commit: 0, asof: '' }) === JSON.stringify({ ...b, commit: 0, asof: '' });
}
