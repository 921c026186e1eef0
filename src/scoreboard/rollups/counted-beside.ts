import type { RunBatch, RunTexts } from '../records/run-batch.ts';
import type { Interval } from '../sacct/sacct-args.ts';
import { DayTotals } from './day-totals.ts';
import { RunKeys, TotalsKeys } from './run-keys.ts';
import type { TotalsRows } from './run-totals.ts';

/** Which runs are sure to be new, and how runs are counted; can be handed to a thread. */
export type CountingRules = {
  /** A run that ended at or after this cannot have been counted before. */
  readonly countedUntil: number;
  /** Only runs that ended within are counted; null: all. */
  readonly within: Interval | null;
  readonly failureStates: ReadonlySet<string>;
};

/** What a thread has added up: by days since 1970-01-01 UTC, under the keys of `keys`, whose users have their own names. */
export type BesideCounts = {
  readonly keys: readonly string[];
  readonly days: readonly (TotalsRows & { readonly day: number })[];
};

/**
 * Adds up runs that are sure to be new in the thread that reads them, and marks them in their batch: whoever takes the
 * batch still sees to it that they are known from now on. Runs that have to be looked up are left to it.
 */
export class CountedBeside {
  readonly #rules: CountingRules;
  readonly #keys = new TotalsKeys();
  readonly #totals = new DayTotals();
  #runKeys: RunKeys | null = null;

  constructor(rules: CountingRules) {
    this.#rules = rules;
  }

  /** Adds up what is sure of a batch; all batches are of one reader. */
  add(batch: RunBatch, texts: RunTexts): void {
    const { failureStates } = this.#rules;
    this.#runKeys ??= new RunKeys(texts, { keys: this.#keys, countedName: (user) => user, failureStates });
    for (let run = 0; run < batch.count; run++) this.#addRun(batch, run, this.#runKeys);
  }

  end(): BesideCounts {
    const days = [...this.#totals.entries()].map(([day, totals]) => ({ day, ...totals.rows() }));
    return { keys: this.#keys.list, days };
  }

  #addRun(batch: RunBatch, run: number, keys: RunKeys): void {
    const { countedUntil, within } = this.#rules;
    const end = batch.end[run]!;
    const isSure = end >= countedUntil && (within === null || (end >= within.since && end < within.until));
    batch.counted[run] = isSure ? 1 : 0;
    if (isSure) this.#totals.count(batch, run, keys);
  }
}
