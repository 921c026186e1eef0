import { DAY_SECONDS } from '../../domain/calendar.ts';
import type { RunBatch } from '../records/run-batch.ts';
import { countRun } from './count-run.ts';
import type { RunKeys } from './run-keys.ts';
import { RunTotals } from './run-totals.ts';

/** The number of the UTC day of an instant in epoch seconds: whole days since 1970-01-01. */
export function dayNumber(epochSeconds: number): number {
  return Math.floor(epochSeconds / DAY_SECONDS);
}

/** Counters of runs by UTC day, user and account. */
export class DayTotals {
  readonly #days = new Map<number, RunTotals>();

  /** Adds a run's counters to those of the day on which it ended. */
  count(batch: RunBatch, run: number, keys: RunKeys): void {
    const totals = this.of(dayNumber(batch.end[run]!));
    const at = totals.rowOf(keys.keyOf(batch.user[run]!, batch.account[run]!));
    countRun(batch, run, keys.stateOf(batch.state[run]!), totals.counters, at);
  }

  /** The totals of a day, which are made when there are none yet. */
  of(day: number): RunTotals {
    let totals = this.#days.get(day);
    if (totals === undefined) {
      totals = new RunTotals();
      this.#days.set(day, totals);
    }
    return totals;
  }

  entries(): Iterable<[number, RunTotals]> {
    return this.#days;
  }
}
