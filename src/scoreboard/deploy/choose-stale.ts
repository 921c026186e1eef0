import { type HistoryEvent, replacedAtMs } from './history.ts';
import type { Installed } from './installed-versions.ts';

/**
 * A version that was in force so lately stays: programs on other hosts may still run it, and ticks, backfills and
 * people's screens end within a day. In milliseconds.
 */
const RECENT_MS = 24 * 3600 * 1000;

/** A version that stays though it is beyond the number to keep, and why. */
export type Spared = { readonly id: string; readonly why: string };

/** What may go now, and what would go if it were not needed still. */
export type StaleVersions = { readonly remove: readonly string[]; readonly spared: readonly Spared[] };

/** How many old versions are to stay, the time, and the processes of this host by the version that they run. */
export type KeepRule = {
  readonly keep: number;
  readonly nowMs: number;
  readonly running: ReadonlyMap<string, readonly number[]>;
};

/**
 * Chooses among the versions that are not in force: those that were in force last stay, `keep` of them. `current` is
 * the version that will be in force.
 */
export function chooseStale(
  { current, versions, history }: Installed,
  { keep, nowMs, running }: KeepRule,
): StaleVersions {
  const old = [...versions.keys()].filter((id) => id !== current);
  const lastUse = new Map(old.map((id) => [id, lastUsedMs(history, id, versions.get(id)!.deployed.at)]));
  const beyond = old.sort((a, b) => lastUse.get(b)! - lastUse.get(a)! || (a < b ? -1 : 1)).slice(keep);
  const spared = beyond.flatMap((id): Spared[] => {
    const pids = running.get(id) ?? [];
    if (pids.length > 0) return [{ id, why: `runs on this host (pid ${pids.join(', ')})` }];
    const isRecent = nowMs - lastUse.get(id)! < RECENT_MS;
    return isRecent ? [{ id, why: 'was in force within the last 24 hours: other hosts may still run it' }] : [];
  });
  const stays = new Set(spared.map(({ id }) => id));
  return { remove: beyond.filter((id) => !stays.has(id)), spared };
}

function lastUsedMs(history: readonly HistoryEvent[], id: string, deployedAt: string): number {
  return replacedAtMs(history, id) ?? Date.parse(deployedAt);
}
