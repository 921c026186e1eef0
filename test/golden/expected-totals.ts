import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** The five golden clusters. */
export const GOLDEN_CLUSTERS = ['hammer', 'negishi', 'bell', 'gautschi', 'gilbreth'] as const;

/** Counters of one user and account; a counter that is not named is 0. */
export type GoldenRow = { readonly user: string; readonly account: string } & Readonly<Record<string, string | number>>;

/** `fixtures/golden/<cluster>.expected.json`: what was worked out by hand for the rows beside it. */
export type ExpectedTotals = {
  readonly cluster: string;
  readonly about: string;
  /** `all` 20 columns or the 13 of the `owner` without a header line, or any with a `header` line. */
  readonly columns: 'all' | 'owner' | 'header';
  readonly settings: { readonly memory_base: 1000; readonly reqmem_without_suffix: 'per-node' | 'per-job' };
  /** The instant at which the rows are read: ends after it lie in the future. */
  readonly asof: string;
  readonly counts: Readonly<Record<string, number>>;
  /** Rejected rows by reason. */
  readonly reasons: Readonly<Record<string, number>>;
  /** States Slurm does not have, counted as ended, by name. */
  readonly unknown_states: Readonly<Record<string, number>>;
  readonly months: Readonly<Record<string, readonly GoldenRow[]>>;
  readonly days: Readonly<Record<string, readonly GoldenRow[]>>;
};

/** The path of a golden fixture. */
export function goldenFile(name: string): string {
  return fileURLToPath(new URL(`../../fixtures/golden/${name}`, import.meta.url));
}

/** Reads what is expected of a cluster's rows. */
export function expectedTotals(cluster: string): ExpectedTotals {
  return JSON.parse(readFileSync(goldenFile(`${cluster}.expected.json`), 'utf8')) as ExpectedTotals;
}
