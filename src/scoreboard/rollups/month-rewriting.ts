import type { Month } from '../../domain/calendar.ts';
import type { NewFile } from '../../platform/file-set.ts';
import { quarantine } from '../../platform/quarantine.ts';
import { readIfThereSync } from '../../platform/read-if-there-sync.ts';
import type { CommittedState, StatePlace } from './committed-state.ts';
import { isRemoved } from './cursor.ts';
import { DamagedMonthError } from './damaged-month-error.ts';
import type { MonthFiles } from './month-files.ts';

/** The commits of a cluster's months by which nothing is counted: they say the same otherwise, or are made anew. */
export class MonthRewriting {
  readonly #place: StatePlace;
  readonly #state: CommittedState;
  readonly #months: MonthFiles;

  constructor(place: StatePlace, state: CommittedState, months: MonthFiles) {
    this.#place = place;
    this.#state = state;
    this.#months = months;
  }

  /** Replaces a month by files that hold runs that ended before `countedUntil`, epoch seconds, whatever was there. */
  async replace(files: readonly NewFile[], countedUntil: number): Promise<void> {
    const { cursor } = this.#state;
    const counted_until = Math.max(cursor.counted_until, countedUntil);
    await this.#state.write(files, { ...cursor, counted_until }, this.#state.now());
    this.#months.committed(new Map());
  }

  /** Replaces files of the cluster, and its cursor, as this version writes them. */
  async rewrite(files: readonly NewFile[]): Promise<void> {
    await this.#state.write(files, this.#state.cursor, this.#state.now());
    this.#months.committed(new Map());
  }

  /** Makes a month's file anew from its days, for one that was damaged or lost; what is there is kept as `.bad`. */
  async rewriteMonthly(month: Month): Promise<void> {
    const { layout, clock, cluster } = this.#place;
    const path = layout.monthly(month);
    if (isRemoved(this.#state.cursor, month)) {
      const detail = 'it cannot be read, and its days were removed (keep_months)';
      throw new DamagedMonthError({ cluster, month, path, fault: 'missing', detail });
    }
    const asof = this.#state.now();
    if (readIfThereSync(path) !== null) await quarantine(path, clock.nowMs());
    await this.#state.write([this.#months.encodeMonthlyFromDays(month, asof)], this.#state.cursor, asof);
  }
}
