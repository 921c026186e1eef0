import type { OptOutState } from './opt-out-schema.ts';

/** How many homes a tick looks into; `freshOnly`: none but those of people who are new. */
export type HomesLimits = { readonly perTick: number; readonly freshOnly: boolean };

/** Homes that did not answer once are tried again so many a tick: each may take seconds. */
const STUCK_AGAIN = 2;

/**
 * Whose homes are looked into now. Everybody who was never looked at comes first, whatever their number, so that nobody
 * is published before; then some of those whose homes did not answer, in turn; then, from the one behind the last tick's
 * last on, as many as make `perTick` in all.
 */
export function homesToLookInto(
  known: ReadonlySet<string>,
  { homes, next_home, stuck }: Pick<OptOutState, 'homes' | 'next_home' | 'stuck'>,
  { perTick, freshOnly }: HomesLimits,
): string[] {
  if (perTick === 0) return [];
  const isNew = (user: string): boolean => homes[user] === undefined;
  const fresh = [...known].filter((user) => isNew(user) && !stuck.includes(user)).sort();
  if (freshOnly) return fresh;
  const again = stuck.filter((user) => known.has(user) && isNew(user)).slice(0, STUCK_AGAIN);
  const old = [...known].filter((user) => !isNew(user)).sort();
  const start = old.findIndex((user) => user > next_home);
  const turned = start < 0 ? old : [...old.slice(start), ...old.slice(0, start)];
  return [...fresh, ...again, ...turned.slice(0, Math.max(0, perTick - fresh.length))];
}
