import { addMonths, DAY_SECONDS, type Day, dayOf, type Month, monthOfDay, monthStart } from '../../domain/calendar.ts';
import type { RepeatFinder } from '../dedupe/repeats.ts';
import type { SeenFilter } from '../dedupe/seen-filter.ts';
import type { CountedName } from '../privacy/opted-out.ts';
import { DIGEST_WORDS, type RunBatch, type RunTexts } from '../records/run-batch.ts';
import type { Interval } from '../sacct/sacct-args.ts';
import { countRun } from './count-run.ts';
import type { BesideCounts } from './counted-beside.ts';
import { DamagedMonthError } from './damaged-month-error.ts';
import { RunKeys, TotalsKeys } from './run-keys.ts';
import { RunTotals } from './run-totals.ts';
import { splitKey, type Totals, totalsKey } from './totals.ts';

/** What a unit adds to one month. */
export type MonthChange = {
  readonly days: Map<Day, Totals>;
  /** The month's filter with the new runs added; the one that was asked is left as it was. */
  readonly filter: SeenFilter;
};

/** What became of a unit's jobs: jobs = new + seen + outside_window. */
export type JobCounts = { new: number; seen: number; outside_window: number };

/** What a unit is counted against. */
export type UnitParts = {
  /** The filter of a month as it was at the start of the unit. */
  readonly filterOf: (month: Month) => SeenFilter;
  /** The first month whose filter was not removed for its age; null: none was. */
  readonly filtersFrom?: string | null;
  /** A run that ended at or after this cannot have been counted before: the filter is not asked (spec D3). */
  readonly countedUntil: number;
  /** Only runs that ended within are counted; null: all. */
  readonly within: Interval | null;
  readonly repeats: RepeatFinder;
  readonly failureStates: ReadonlySet<string>;
  /** Who has opted out is counted under another name; what tells runs apart holds no name. */
  readonly countedName: CountedName;
  /** Told of each run whose it is; false: it is not to be counted. Everybody's are when not given. */
  readonly isWanted?: ((user: string) => boolean) | undefined;
};

/** A UTC day, and what is counted of its month. */
type DayCount = { readonly number: number; readonly day: Day; readonly month: MonthCount };

type MonthCount = {
  readonly month: Month;
  readonly start: number;
  /** Made when the first run of it is counted. */
  counted: { readonly filter: SeenFilter; readonly days: Map<Day, RunTotals> } | null;
};

/**
 * One answer of sacct or one file, counted apart from what is on disk: nothing of it shows until it is committed,
 * and a unit that failed is simply forgotten.
 */
export class CountingUnit {
  readonly counts: JobCounts = { new: 0, seen: 0, outside_window: 0 };
  /** Greatest End counted, plus 1. */
  countedUntil: number;
  readonly #parts: Omit<UnitParts, 'repeats'>;
  #repeats: RepeatFinder | null;
  readonly #keys = new TotalsKeys();
  readonly #readers = new Map<RunTexts, RunKeys>();
  readonly #days = new Map<number, DayCount>();
  readonly #months = new Map<Month, MonthCount>();
  #lastDay: DayCount | null = null;
  #changes: ReadonlyMap<Month, MonthChange> | null = null;

  constructor({ repeats, ...parts }: UnitParts) {
    this.#repeats = repeats;
    this.#parts = parts;
    this.countedUntil = parts.countedUntil;
  }

  /** What the unit adds, by month. */
  get changes(): ReadonlyMap<Month, MonthChange> {
    this.#changes ??= new Map(
      [...this.#months.values()].flatMap(({ month, counted }) =>
        counted === null ? [] : [[month, { filter: counted.filter, days: this.#named(counted.days) }]],
      ),
    );
    return this.#changes;
  }

  /** Adds runs of a reader. Throws DamagedMonthError. */
  add(batch: RunBatch, texts: RunTexts): void {
    this.#changes = null;
    let keys = this.#readers.get(texts);
    if (keys === undefined) {
      keys = new RunKeys(texts, { ...this.#parts, keys: this.#keys });
      this.#readers.set(texts, keys);
    }
    for (let run = 0; run < batch.count; run++) this.#addRun(batch, run, keys);
  }

  /** Adds the counters of runs that were marked as counted in their batches. */
  addBeside({ keys, days }: BesideCounts): void {
    this.#changes = null;
    const numbers = keys.map((key) => {
      const { user, account } = splitKey(key);
      return this.#keys.numberOf(totalsKey(this.#parts.countedName(user), account));
    });
    for (const { day, ...rows } of days) {
      this.#totalsOf(this.#dayOf(day * DAY_SECONDS)).addRows(rows, (key) => numbers[key]!);
    }
  }

  /** No more runs come: what finds repeats, which may take more memory than all else, is let go. */
  end(): void {
    this.#repeats = null;
  }

  #addRun(batch: RunBatch, run: number, keys: RunKeys): void {
    if (batch.counted[run] === 1) {
      this.#note(batch, run);
      return;
    }
    const { within, isWanted } = this.#parts;
    const end = batch.end[run]!;
    const isOutside = within !== null && (end < within.since || end >= within.until);
    // Asked first, as it is told of all.
    if (isWanted?.(keys.texts.users[batch.user[run]!]!) === false || isOutside) {
      this.counts.outside_window++;
      return;
    }
    const day = this.#dayOf(end);
    if (this.#wasSeen(batch, run, day.month)) {
      this.counts.seen++;
      return;
    }
    this.#addNew(batch, run, day);
    const totals = this.#totalsOf(day);
    const at = totals.rowOf(keys.keyOf(batch.user[run]!, batch.account[run]!));
    countRun(batch, run, keys.stateOf(batch.state[run]!), totals.counters, at);
  }

  /** Notes a run whose counters were added where it was read, and come by {@link addBeside}. */
  #note(batch: RunBatch, run: number): void {
    if (this.#isRepeat(batch.digests, run * DIGEST_WORDS)) {
      throw new Error('a run was counted before it was known not to be a repeat');
    }
    this.#addNew(batch, run, this.#dayOf(batch.end[run]!));
  }

  #addNew(batch: RunBatch, run: number, day: DayCount): void {
    this.counts.new++;
    const end = batch.end[run]!;
    if (end >= this.countedUntil) this.countedUntil = end + 1;
    this.#countedOf(day.month).filter.add(batch.digests, run * DIGEST_WORDS);
  }

  #totalsOf(day: DayCount): RunTotals {
    const { days } = this.#countedOf(day.month);
    let totals = days.get(day.day);
    if (totals === undefined) {
      totals = new RunTotals();
      days.set(day.day, totals);
    }
    return totals;
  }

  #wasSeen(batch: RunBatch, run: number, { month, start }: MonthCount): boolean {
    const { countedUntil, filterOf } = this.#parts;
    const { digests } = batch;
    const at = run * DIGEST_WORDS;
    if (this.#isRepeat(digests, at)) return true;
    if (batch.end[run]! >= countedUntil) return false;
    if (filterOf(month).has(digests, at)) return true;
    // Its End may have been corrected over the border of a month after it was counted there.
    if (batch.submit[run]! < start && this.#isIn(addMonths(month, -1), digests, at)) return true;
    const next = addMonths(month, 1);
    return countedUntil > monthStart(next) && this.#isIn(next, digests, at);
  }

  #isRepeat(digests: Uint32Array, at: number): boolean {
    if (this.#repeats === null) throw new Error('a run came after the end of its unit');
    return this.#repeats.isRepeat(digests, at);
  }

  /** A neighbour that cannot be asked does not keep a month from going on. */
  #isIn(other: Month, digests: Uint32Array, at: number): boolean {
    const { filtersFrom = null, filterOf } = this.#parts;
    if (filtersFrom !== null && other < filtersFrom) return false;
    try {
      return filterOf(other).has(digests, at);
    } catch (error) {
      if (error instanceof DamagedMonthError) return false;
      throw error;
    }
  }

  #dayOf(end: number): DayCount {
    const number = Math.floor(end / DAY_SECONDS);
    if (this.#lastDay?.number === number) return this.#lastDay;
    let found = this.#days.get(number);
    if (found === undefined) {
      const day = dayOf(end);
      found = { number, day, month: this.#monthOf(monthOfDay(day)) };
      this.#days.set(number, found);
    }
    this.#lastDay = found;
    return found;
  }

  #monthOf(month: Month): MonthCount {
    let found = this.#months.get(month);
    if (found === undefined) {
      found = { month, start: monthStart(month), counted: null };
      this.#months.set(month, found);
    }
    return found;
  }

  #countedOf(month: MonthCount): NonNullable<MonthCount['counted']> {
    month.counted ??= { filter: this.#parts.filterOf(month.month).copy(), days: new Map() };
    return month.counted;
  }

  #named(days: ReadonlyMap<Day, RunTotals>): Map<Day, Totals> {
    return new Map([...days].map(([day, totals]) => [day, totals.named(this.#keys.list)]));
  }
}
