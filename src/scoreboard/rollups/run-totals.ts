import { addCounters, COUNTERS, emptyCounters } from '../../domain/counters.ts';
import type { Totals } from './totals.ts';

/** Rows of counters, one after another, and the number of each one's key. */
export type TotalsRows = { readonly rowKeys: Int32Array; readonly counters: Float64Array };

const WIDTH = COUNTERS.length;
const FIRST_ROWS = 8;

/** Counters by (user, account), one after another in one array: what a day's runs are added to. */
export class RunTotals {
  /** Rows of {@link COUNTERS}; another array once it has grown. */
  counters = new Float64Array(FIRST_ROWS * WIDTH);
  /** Where the row of a key's number begins, plus 1; 0: it has none. */
  #places = new Int32Array(FIRST_ROWS);
  /** The keys' numbers, row by row. */
  readonly #rows: number[] = [];

  /** Where the row of a key begins; keys are numbered from 0 on. */
  rowOf(key: number): number {
    const place = key < this.#places.length ? this.#places[key]! : 0;
    return place > 0 ? place - 1 : this.#addRow(key);
  }

  /** All rows; their memory is not shared with this. */
  rows(): TotalsRows {
    return { rowKeys: Int32Array.from(this.#rows), counters: this.counters.slice(0, this.#rows.length * WIDTH) };
  }

  /** Adds rows; `keyOf` tells the number that a key of theirs has here. */
  addRows({ rowKeys, counters }: TotalsRows, keyOf: (key: number) => number): void {
    for (let row = 0; row < rowKeys.length; row++) {
      const at = this.rowOf(keyOf(rowKeys[row]!));
      addCounters(this.counters, counters, { into: at, from: row * WIDTH });
    }
  }

  /** The totals by the texts of the keys. */
  named(keys: readonly string[]): Totals {
    const totals: Totals = new Map();
    for (const [row, key] of this.#rows.entries()) {
      // Copied one by one: to spread a part of the array took five times as long.
      const counters = emptyCounters();
      for (let index = 0; index < WIDTH; index++) counters[index] = this.counters[row * WIDTH + index]!;
      totals.set(keys[key]!, counters);
    }
    return totals;
  }

  #addRow(key: number): number {
    if (key >= this.#places.length) {
      const larger = new Int32Array(Math.max(key + 1, this.#places.length * 2));
      larger.set(this.#places);
      this.#places = larger;
    }
    const at = this.#rows.length * WIDTH;
    if (at === this.counters.length) {
      const larger = new Float64Array(this.counters.length * 2);
      larger.set(this.counters);
      this.counters = larger;
    }
    this.#rows.push(key);
    this.#places[key] = at + 1;
    return at;
  }
}
