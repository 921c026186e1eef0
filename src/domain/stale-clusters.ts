import type { Board } from './board.ts';

/** A cluster that was not read lately; `ageSeconds` null: no poll of it ever went well. */
export type StaleCluster = { readonly name: string; readonly ageSeconds: number | null };

/** What staleness is judged by: now in epoch seconds, and the age beyond which a cluster is stale. */
export type StaleRule = { readonly nowSeconds: number; readonly staleAfterSeconds: number };

/**
 * The clusters of a board that are stale now. A board says what was stale when it was made; one that is not made any
 * more shows by the ages of its clusters (spec F5).
 */
export function staleClusters(
  clusters: Board['clusters'],
  { nowSeconds, staleAfterSeconds }: StaleRule,
): StaleCluster[] {
  return clusters
    .map(({ name, asof, stale }) => {
      const ageSeconds = asof === null ? null : nowSeconds - Math.floor(Date.parse(asof) / 1000);
      return { name, ageSeconds, isStale: stale || ageSeconds === null || ageSeconds > staleAfterSeconds };
    })
    .filter(({ isStale }) => isStale)
    .map(({ name, ageSeconds }) => ({ name, ageSeconds }));
}
