import { join, relative } from 'node:path';
import { addMonths, type Month, monthStart } from '../../domain/calendar.ts';
import type { NewFile } from '../../platform/file-set.ts';
import type { Recovery } from '../../platform/recover-files.ts';
import type { SeenFilter } from '../dedupe/seen-filter.ts';
import { checkMonth } from './check-month.ts';
import { CommittedState, type StatePlace } from './committed-state.ts';
import type { CountingUnit } from './counting-unit.ts';
import { type Cursor, isRemoved } from './cursor.ts';
import { monthsThere } from './glance-at-months.ts';
import { MonthFiles } from './month-files.ts';
import { MonthRewriting } from './month-rewriting.ts';
import type { CountingSettings } from './rollup-files.ts';
import { scratchLayout } from './root-layout.ts';

/** What a store is opened with. */
export type StoreParts = StatePlace & {
  readonly settings: CountingSettings;
  /** Rate of false positives of new filters. */
  readonly filterRate: number;
};

/**
 * The rollups, filters and cursor of one cluster: what must agree. The holder of the cluster's lock reads them once
 * and commits unit by unit; a commit that finds another holder's in its place throws OvertakenError.
 */
export class ClusterStore {
  readonly #parts: StoreParts;
  readonly #state: CommittedState;
  readonly #months: MonthFiles;
  readonly #rewriting: MonthRewriting;

  private constructor(parts: StoreParts, state: CommittedState) {
    this.#parts = parts;
    this.#state = state;
    this.#months = new MonthFiles(parts);
    this.#rewriting = new MonthRewriting(parts, state, this.#months);
  }

  /** Opens a cluster's state; a commit that was cut is finished or taken back first. */
  static async open(parts: StoreParts): Promise<ClusterStore> {
    const state = await CommittedState.open(parts);
    const store = new ClusterStore(parts, state);
    if (state.recovery.damaged.length > 0) await store.#doubtAll();
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
      const counted_until = Math.max(this.cursor.counted_until, monthStart(addMonths(newest, 1)));
      await this.commit(null, { counted_until });
    }
    for (const month of months) {
      const isDoubtful = !isRemoved(this.cursor, month) && checkMonth({ layout, cluster, month }).faults.length > 0;
      if (isDoubtful) await this.markForRebuild(month);
    }
    await this.#state.settleDamaged();
  }

  /** What opening had to mend after a crash. */
  get recovery(): Recovery {
    return this.#state.recovery;
  }

  get cursor(): Cursor {
    return this.#state.cursor;
  }

  /** Throws VanishedError when the state that was opened is no longer there. */
  assertThere(): Promise<void> {
    return this.#state.assertThere();
  }

  /**
   * The filter of a month as it is on disk, empty when there is none; a new one has room for so many runs at least. Throws
   * DamagedMonthError.
   */
  filterOf(month: Month, expectedRuns = 0): SeenFilter {
    // Whoever counts leaves out what was removed (countableWithin): an empty filter would count it twice.
    if (isRemoved(this.cursor, month)) throw new Error(`the filter of ${month} was removed`);
    return this.#months.filter(month, expectedRuns);
  }

  /**
   * Makes a unit's changes and the cursor's visible together. Nothing to write and nothing to advance writes nothing.
   */
  async commit(unit: CountingUnit | null, advance: Partial<Cursor>): Promise<void> {
    const asof = this.#state.now();
    const files: NewFile[] = [];
    for (const [month, change] of unit?.changes ?? []) files.push(...this.#months.encode(month, change, asof));
    const counted = advance.counted_until ?? unit?.countedUntil ?? this.cursor.counted_until;
    const cursor = { ...this.cursor, ...advance, counted_until: counted };
    if (files.length === 0 && sameState(cursor, this.cursor)) return;
    await this.#state.write(files, cursor, asof);
    this.#months.committed(unit?.changes ?? new Map());
  }

  /** Notes that a month is to be made anew from accounting; it stays noted until that is done. */
  async markForRebuild(month: Month): Promise<void> {
    await this.#parts.ops.makeFolder(scratchLayout(this.#parts.layout, 'rebuild', month).base);
  }

  /** Puts a month as another store has it in place of this one's, whatever that was. */
  async replaceMonth(month: Month, from: ClusterStore): Promise<void> {
    const files = from.#months.encode(month, from.#months.noChange(month), this.#state.now());
    const moved = files.map(({ path, bytes }) => ({
      path: join(this.#parts.layout.base, relative(from.#parts.layout.base, path)),
      bytes,
    }));
    await this.#rewriting.replace(moved, from.cursor.counted_until);
  }

  /** Replaces files of the cluster, and its cursor, as this version writes them; nothing is counted. */
  rewrite(files: readonly NewFile[]): Promise<void> {
    return this.#rewriting.rewrite(files);
  }

  /** Makes a month's file anew from its days, for one that was damaged or lost; what is there is kept as `.bad`. */
  rewriteMonthly(month: Month): Promise<void> {
    return this.#rewriting.rewriteMonthly(month);
  }
}

function sameState(a: Cursor, b: Cursor): boolean {
  return JSON.stringify({ ...a, commit: 0, asof: '' }) === JSON.stringify({ ...b, commit: 0, asof: '' });
}
