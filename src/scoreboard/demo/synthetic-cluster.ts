import type { TasteName } from './cluster-taste.ts';

/**
 * All that decides what the synthetic cluster's accounting holds. The same values give the same jobs; `fromSeconds`
 * and `nowSeconds` only cut what of them can be seen.
 */
export type SyntheticCluster = {
  readonly name: string;
  readonly taste: TasteName;
  readonly seed: number;
  /** People with jobs on it. */
  readonly users: number;
  /** Runs that end on a day, in the mean over a week. */
  readonly jobsPerDay: number;
  /** Accounting knows nothing that ended earlier; epoch seconds. */
  readonly fromSeconds: number;
  /** The cluster's present in epoch seconds; null: the real one. */
  readonly nowSeconds: number | null;
};

/** The first day that has jobs, 2020-01-01 UTC: job ids count from there. */
export const FIRST_DAY_SECONDS = 1_577_836_800;
