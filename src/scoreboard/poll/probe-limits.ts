import { refill } from '../../domain/token-bucket.ts';
import { CallBudget, type Refusal } from '../../platform/call-budget.ts';
import { isSystemError } from '../../platform/is-system-error.ts';
import type { LockOwner } from '../../platform/lock.ts';
import { readLockState } from '../../platform/lock-state.ts';
import type { ScoreboardConfig } from '../config/scoreboard-keys.ts';
import { type ClusterLayout, clusterLayout } from '../rollups/root-layout.ts';
import type { Surroundings } from './tick-surroundings.ts';

/** A cluster's limit of calls and its lock, as they stand now. */
export type ProbedLimits = {
  readonly rate: {
    /** The setting. */
    readonly limit_per_min: number;
    /** Calls that poll may make at once; null without a root and a cluster. */
    readonly tokens: number | null;
    /** Seconds until poll may make one, and what it waits for. */
    readonly wait_seconds: number | null;
    readonly reason: Refusal['reason'] | null;
    /** Why nothing is known of a root and a cluster that were named. */
    readonly detail: string | null;
  };
  /** Null without a root and a cluster. */
  readonly lock:
    | { readonly state: 'free' }
    | {
        readonly state: 'held' | 'left behind';
        readonly owner: Pick<LockOwner, 'host' | 'pid' | 'since'> | null;
        readonly age_seconds: number;
      }
    | null;
};

/** Whose limits. */
export type LimitsPlace = {
  readonly config: ScoreboardConfig;
  readonly root: string | null;
  readonly cluster: string | null;
};

/** Reads a cluster's `rate.json` and lock; writes nothing, and throws nothing for what may not be read. */
export async function probeLimits(around: Surroundings, place: LimitsPlace): Promise<ProbedLimits> {
  const { config, root, cluster } = place;
  const unknown = { limit_per_min: config.rate_limit_per_min, tokens: null, wait_seconds: null, reason: null };
  if (root === null || cluster === null) return { rate: { ...unknown, detail: null }, lock: null };
  const layout = clusterLayout(root, cluster);
  try {
    return { rate: await probeRate(around, config, layout), lock: await probeLock(around, config, layout) };
  } catch (error) {
    if (!isSystemError(error)) throw error;
    return { rate: { ...unknown, detail: error.message }, lock: null };
  }
}

async function probeRate(
  { clock, random }: Surroundings,
  { rate_limit_per_min, bytes_per_day }: ScoreboardConfig,
  { rate }: ClusterLayout,
): Promise<ProbedLimits['rate']> {
  const limits = { perMinute: rate_limit_per_min, bytesPerDay: bytes_per_day };
  const budget = await CallBudget.open({ clock, random, path: rate }, limits);
  const { tokens, at_ms } = budget.state;
  const speed = { perMinute: rate_limit_per_min, capacity: Math.max(1, rate_limit_per_min) };
  const refusal = budget.refusal();
  return {
    limit_per_min: rate_limit_per_min,
    tokens: refill({ tokens, atMs: at_ms }, speed, clock.nowMs()).tokens,
    wait_seconds: Math.ceil((refusal?.waitMs ?? 0) / 1000),
    reason: refusal?.reason ?? null,
    detail: null,
  };
}

async function probeLock(
  { clock, terminal }: Surroundings,
  { lock_stale_sec }: ScoreboardConfig,
  layout: ClusterLayout,
): Promise<ProbedLimits['lock']> {
  const view = { host: terminal.host, nowMs: clock.nowMs(), staleMs: lock_stale_sec * 1000 };
  const lock = await readLockState(layout.lock, view);
  if (!lock.held) return { state: 'free' };
  const { owner, ageSeconds, holder } = lock;
  return {
    state: holder === 'alive' ? 'held' : 'left behind',
    owner: owner === null ? null : { host: owner.host, pid: owner.pid, since: owner.since },
    age_seconds: Math.round(ageSeconds),
  };
}
