import { DAY_SECONDS, type Day, dayOf, type Month, monthOf, monthOfDay } from '../../domain/calendar.ts';
import type { RepeatFinder } from '../dedupe/repeats.ts';
import type { SeenFilter } from '../dedupe/seen-filter.ts';
import type { CountedName } from '../privacy/opted-out.ts';
import { DIGEST_WORDS, type RunBatch, type RunTexts } from '../records/run-batch.ts';
import type { Interval } from '../sacct/sacct-args.ts';
import type { BesideCounts } from './counted-beside.ts';
import { DayTotals, dayNumber } from './day-totals.ts';
import { RunKeys, TotalsKeys } from './run-keys.ts';
import { SeenRuns, type SeenRunsParts } from './seen-runs.ts';
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
export type UnitParts = SeenRunsParts & {
  /** Only runs that ended within are counted; null: all. */
  readonly within: Interval | null;
  readonly repeats: RepeatFinder;
  readonly failureStates: ReadonlySet<string>;
  /** Who has opted out is counted under another name; what tells runs apart holds no name. */
  readonly countedName: CountedName;
  /** Told of each run whose it is; false: it is not to be counted. Everybody's are when not given. */
  readonly isWanted?: ((user: string) => boolean) | undefined;
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
  readonly #seen: SeenRuns;
  #repeats: RepeatFinder | null;
  readonly #keys = new TotalsKeys();
  readonly #readers = new Map<RunTexts, RunKeys>();
  readonly #totals = new DayTotals();
  /** The filters that new runs are added to, copies of those that are asked. */
  readonly #filters = new Map<Month, SeenFilter>();
  /** By the numbers of days: the text of a month takes as long to make as a run to count. */
  readonly #months = new Map<number, Month>();
  #changes: ReadonlyMap<Month, MonthChange> | null = null;

  constructor({ repeats, ...parts }: UnitParts) {
    this.#repeats = repeats;
    this.#parts = parts;
    this.#seen = new SeenRuns(parts);
    this.countedUntil = parts.countedUntil;
  }

  /** What the unit adds, by month. */
  get changes(): ReadonlyMap<Month, MonthChange> {
    this.#changes ??= this.#makeChanges();
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
      // Of a month of which no run was noted: it is a change all the same.
      this.#filterOf(monthOf(day * DAY_SECONDS));
      this.#totals.of(day).addRows(rows, (key) => numbers[key]!);
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
    const month = this.#monthOf(end);
    if (this.#isRepeat(batch, run) || this.#seen.has(batch, run, month)) {
      this.counts.seen++;
      return;
    }
    this.#addNew(batch, run, month);
    this.#totals.count(batch, run, keys);
  }

  /** Notes a run whose counters were added where it was read, and come by {@link addBeside}. */
  #note(batch: RunBatch, run: number): void {
    if (this.#isRepeat(batch, run)) throw new Error('a run was counted before it was known not to be a repeat');
    this.#addNew(batch, run, this.#monthOf(batch.end[run]!));
  }

  #addNew(batch: RunBatch, run: number, month: Month): void {
    this.counts.new++;
    const end = batch.end[run]!;
    if (end >= this.countedUntil) this.countedUntil = end + 1;
    this.#filterOf(month).add(batch.digests, run * DIGEST_WORDS);
  }

  #isRepeat(batch: RunBatch, run: number): boolean {
    if (this.#repeats === null) throw new Error('a run came after the end of its unit');
    return this.#repeats.isRepeat(batch.digests, run * DIGEST_WORDS);
  }

  #monthOf(end: number): Month {
    const day = dayNumber(end);
    let month = this.#months.get(day);
    if (month === undefined) {
      month = monthOf(end);
      this.#months.set(day, month);
    }
    return month;
  }

  #filterOf(month: Month): SeenFilter {
    let filter = this.#filters.get(month);
    if (filter === undefined) {
      filter = this.#parts.filterOf(month).copy();
      this.#filters.set(month, filter);
    }
    return filter;
  }

  #makeChanges(): Map<Month, MonthChange> {
    const changes = new Map<Month, MonthChange>();
    for (const [month, filter] of this.#filters) changes.set(month, { filter, days: new Map() });
    for (const [number, totals] of this.#totals.entries()) {
      const day = dayOf(number * DAY_SECONDS);
      changes.get(monthOfDay(day))!.days.set(day, totals.named(this.#keys.list));
    }
    return changes;
  }
}
