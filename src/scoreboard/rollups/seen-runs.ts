import { addMonths, type Month, monthStart } from '../../domain/calendar.ts';
import type { SeenFilter } from '../dedupe/seen-filter.ts';
import { DIGEST_WORDS, type RunBatch } from '../records/run-batch.ts';
import { DamagedMonthError } from './damaged-month-error.ts';

/** What tells which runs were counted before a unit began. */
export type SeenRunsParts = {
  /** The filter of a month as it was at the start of the unit. */
  readonly filterOf: (month: Month) => SeenFilter;
  /** The first month whose filter was not removed for its age; null: none was. */
  readonly filtersFrom?: string | null;
  /** A run that ended at or after this cannot have been counted before: the filter is not asked (spec D3). */
  readonly countedUntil: number;
};

/** The runs that were counted before a unit began. */
export class SeenRuns {
  readonly #parts: SeenRunsParts;

  constructor(parts: SeenRunsParts) {
    this.#parts = parts;
  }

  /** Whether a run that ended in this month was counted. Throws DamagedMonthError of that month. */
  has(batch: RunBatch, run: number, month: Month): boolean {
    const { countedUntil, filterOf } = this.#parts;
    const { digests } = batch;
    const at = run * DIGEST_WORDS;
    if (batch.end[run]! >= countedUntil) return false;
    if (filterOf(month).has(digests, at)) return true;
    // Its End may have been corrected over the border of a month after it was counted there.
    if (batch.submit[run]! < monthStart(month) && this.#isIn(addMonths(month, -1), digests, at)) return true;
    const next = addMonths(month, 1);
    return countedUntil > monthStart(next) && this.#isIn(next, digests, at);
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
}
