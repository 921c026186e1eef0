import { COUNTERS, type CounterName, emptyCounters } from '../../domain/counters.ts';
import { splitKey, type Totals } from './totals.ts';

/** How the counters of one user in one account differ; only those that do. */
export type TotalsDifference = {
  readonly user: string;
  readonly account: string;
  readonly counters: Partial<Record<CounterName, { readonly rollup: number; readonly accounting: number }>>;
};

/** What differs between a rollup and what accounting says now, by user and account; none where they are equal. */
export function compareTotals(rollup: Totals, accounting: Totals): TotalsDifference[] {
  const keys = [...new Set([...rollup.keys(), ...accounting.keys()])].sort();
  return keys.flatMap((key) => {
    const ours = rollup.get(key) ?? emptyCounters();
    const theirs = accounting.get(key) ?? emptyCounters();
    const differing = COUNTERS.flatMap((name, index) =>
      ours[index] === theirs[index] ? [] : [[name, { rollup: ours[index]!, accounting: theirs[index]! }] as const],
    );
    return differing.length === 0 ? [] : [{ ...splitKey(key), counters: Object.fromEntries(differing) }];
  });
}

/**
 * Users of whom accounting knows less than the rollup: it has fewer of their jobs, or memory of fewer (both are purged,
 * steps before jobs).
 */
export function usersKnownLess(differences: readonly TotalsDifference[]): string[] {
  const less = new Map<string, { jobs: number; unknown: number }>();
  for (const { user, counters } of differences) {
    const sum = less.get(user) ?? { jobs: 0, unknown: 0 };
    less.set(user, sum);
    sum.jobs += change(counters.jobs);
    sum.unknown += change(counters.mem_unknown_jobs) - Math.max(0, change(counters.jobs));
  }
  return [...less].filter(([, { jobs, unknown }]) => jobs < 0 || unknown > 0).map(([user]) => user);
}

function change(pair: { readonly rollup: number; readonly accounting: number } | undefined): number {
  return pair === undefined ? 0 : pair.accounting - pair.rollup;
}
