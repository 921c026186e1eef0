import { addCounters, type CounterRow, emptyCounters } from '../../domain/counters.ts';

/** Counters by (user, account). */
export type Totals = Map<string, CounterRow>;

/** The map key of a user and an account; neither holds control characters. */
export function totalsKey(user: string, account: string): string {
  return `${user}\t${account}`;
}

/** User and account of a map key. */
export function splitKey(key: string): { user: string; account: string } {
  const tab = key.indexOf('\t');
  return { user: key.slice(0, tab), account: key.slice(tab + 1) };
}

/** Adds counters to one entry, which is made when it is not there yet. */
export function addTo(totals: Totals, key: string, counters: readonly number[]): void {
  let row = totals.get(key);
  if (row === undefined) {
    row = emptyCounters();
    totals.set(key, row);
  }
  addCounters(row, counters);
}

/** Adds all entries of `from` to `into` in place. */
export function addAll(into: Totals, from: Totals): void {
  for (const [key, counters] of from) addTo(into, key, counters);
}
