import type { Month } from '../../domain/calendar.ts';
import type { ScoreboardConfig } from '../config/scoreboard-keys.ts';
import type { TotalsDifference } from '../rollups/compare-totals.ts';
import type { ClusterLayout } from '../rollups/root-layout.ts';

/** Which month, and what is to be done when it differs. */
export type VerifyRequest = {
  readonly config: ScoreboardConfig;
  readonly root: string;
  readonly cluster: string;
  readonly layout: ClusterLayout;
  /** Null: the last month that is complete. */
  readonly month: Month | null;
  readonly repair: boolean;
  /** Whether a repair may leave users with less than the rollup knows. */
  readonly allowShrink: boolean;
  /** Told how much of the month was asked for, 0 to 1, and jobs found so far. */
  readonly onProgress: (fraction: number, jobs: number) => void;
};

/** What accounting says of a month against what the rollup does. */
export type Verification = {
  readonly cluster: string;
  readonly month: Month;
  /** The time that was compared, ISO in UTC, until exclusive; null: nothing of the month was ever read here. */
  readonly since: string | null;
  readonly until: string | null;
  /** `rollup` null: no rollup of the month can be read; `known`: the most that any of its files knows of. */
  readonly jobs: { readonly rollup: number | null; readonly known: number | null; readonly accounting: number };
  readonly calls: number;
  /** Files of the month that are damaged, and why. */
  readonly damaged: readonly { readonly file: string; readonly detail: string }[];
  readonly differences: readonly TotalsDifference[];
  /** Users of whom accounting knows less than the rollup. */
  readonly known_less: readonly string[];
  readonly outcome: 'equal' | 'differs' | 'repaired' | 'refused';
  /** What could not be read when the boards were made after a repair. */
  readonly findings: readonly string[];
};
