import { addMonths, type Day, dayOf, type Month, monthOfDay, monthStart } from '../../domain/calendar.ts';
import { digestOf } from '../dedupe/digest.ts';
import type { RepeatFinder } from '../dedupe/repeats.ts';
import type { SeenFilter } from '../dedupe/seen-filter.ts';
import type { CountedName } from '../privacy/opted-out.ts';
import type { JobRecord } from '../records/job-record.ts';
import type { Interval } from '../sacct/sacct-args.ts';
import { countJob } from './count-job.ts';
import { DamagedMonthError } from './damaged-month-error.ts';
import { addTo, type Totals, totalsKey } from './totals.ts';

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
};

/**
 * One answer of sacct or one file, counted apart from what is on disk: nothing of it shows until it is committed,
 * and a unit that failed is simply forgotten.
 */
export class CountingUnit {
  readonly changes = new Map<Month, MonthChange>();
  readonly counts: JobCounts = { new: 0, seen: 0, outside_window: 0 };
  /** Greatest End counted, plus 1. */
  countedUntil: number;
  readonly #parts: UnitParts;

  constructor(parts: UnitParts) {
    this.#parts = parts;
    this.countedUntil = parts.countedUntil;
  }

  add(job: JobRecord): void {
    const { within } = this.#parts;
    if (within !== null && (job.end < within.since || job.end >= within.until)) {
      this.counts.outside_window++;
      return;
    }
    const day = dayOf(job.end);
    const month = monthOfDay(day);
    const digest = digestOf(job.identity);
    if (this.#wasSeen(job, month, digest)) {
      this.counts.seen++;
      return;
    }
    this.counts.new++;
    this.countedUntil = Math.max(this.countedUntil, job.end + 1);
    const change = this.#changeOf(month);
    change.filter.add(digest);
    const key = totalsKey(this.#parts.countedName(job.user), job.account);
    addTo(totalsOfDay(change.days, day), key, countJob(job, this.#parts.failureStates));
  }

  #wasSeen(job: JobRecord, month: Month, digest: Buffer): boolean {
    const { repeats, countedUntil, filterOf } = this.#parts;
    if (repeats.isRepeat(digest)) return true;
    if (job.end >= countedUntil) return false;
    return filterOf(month).has(digest) || this.#movedFrom(job, month).some((other) => this.#isIn(other, digest));
  }

  /** A neighbour that cannot be asked does not keep a month from going on. */
  #isIn(other: Month, digest: Buffer): boolean {
    const { filtersFrom = null, filterOf } = this.#parts;
    if (filtersFrom !== null && other < filtersFrom) return false;
    try {
      return filterOf(other).has(digest);
    } catch (error) {
      if (error instanceof DamagedMonthError) return false;
      throw error;
    }
  }

  /** Months beside a run's own in which it may have been counted before its End was corrected over their border. */
  #movedFrom({ identity }: JobRecord, month: Month): Month[] {
    const submit = Number(identity.slice(identity.lastIndexOf('|') + 1));
    const next = addMonths(month, 1);
    const months = submit < monthStart(month) ? [addMonths(month, -1)] : [];
    return this.#parts.countedUntil > monthStart(next) ? [...months, next] : months;
  }

  #changeOf(month: Month): MonthChange {
    let change = this.changes.get(month);
    if (change === undefined) {
      change = { days: new Map(), filter: this.#parts.filterOf(month).copy() };
      this.changes.set(month, change);
    }
    return change;
  }
}

function totalsOfDay(days: Map<Day, Totals>, day: Day): Totals {
  let totals = days.get(day);
  if (totals === undefined) {
    totals = new Map();
    days.set(day, totals);
  }
  return totals;
}
