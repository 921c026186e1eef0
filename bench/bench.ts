/** Least, middle and greatest of what was measured. */
export type Spread = { readonly min: number; readonly median: number; readonly max: number };

/** One line of the table. */
export type BenchRow = {
  /** Of the number that is to be reached (`B5`); empty for what is only to be known. */
  readonly id: string;
  readonly what: string;
  /** What counts, as text: `1.12 x`, `+6 files`. */
  readonly result: string;
  /** What is to be reached, and whether it is (null: not known); null: nothing is. */
  readonly reach: { readonly text: string; readonly isReached: boolean | null } | null;
  readonly unit: string;
  /** Null: it could not be measured here, and the result says why. */
  readonly own: Spread | null;
  /** What it was measured against in the same run; null: nothing. */
  readonly yardstick: (Spread & { readonly what: string }) | null;
  readonly runs: number;
};

/** What a benchmark is given. */
export type BenchPlace = {
  /** A deployed copy of the built program: `bin/`, `dist/` and `lib/node`. */
  readonly prefix: string;
  /** An empty folder that is removed afterwards. */
  readonly folder: string;
  /** How often each thing is measured. */
  readonly runs: number;
  /** Jobs of the month in real accounting; the usual number when not given. */
  readonly jobs?: number | undefined;
  /** A folder for pictures; null: none are wanted. */
  readonly pictures: string | null;
};

/** Measures something; throws when it cannot be measured here. */
export type Bench = (place: BenchPlace) => Promise<readonly BenchRow[]>;
