import { DAY_SECONDS } from '../../domain/calendar.ts';
import type { SyntheticCluster } from './synthetic-cluster.ts';

/** The demo's five clusters: a farm of small jobs, two community clusters, one for learning, one of GPUs. */
const DEMO_CLUSTERS = [
  { name: 'hammer', taste: 'throughput', users: 44, jobsPerDay: 150 },
  { name: 'negishi', taste: 'general', users: 60, jobsPerDay: 140 },
  { name: 'bell', taste: 'memory', users: 52, jobsPerDay: 110 },
  { name: 'gautschi', taste: 'learning', users: 48, jobsPerDay: 90 },
  { name: 'gilbreth', taste: 'gpu', users: 40, jobsPerDay: 70 },
] as const satisfies readonly Pick<SyntheticCluster, 'name' | 'taste' | 'users' | 'jobsPerDay'>[];

/** Days of history: more than the 365 of the longest window, so that movers have a past. */
const DEMO_HISTORY_DAYS = 400;

/**
 * The five clusters as seen at `nowSeconds` (epoch seconds), with 400 days of history.
 * `ticking` lets their present go on with the real time instead of standing still there.
 */
export function demoClusters(seed: number, nowSeconds: number, ticking = false): SyntheticCluster[] {
  const fromSeconds = Math.floor(nowSeconds / DAY_SECONDS) * DAY_SECONDS - DEMO_HISTORY_DAYS * DAY_SECONDS;
  return DEMO_CLUSTERS.map((cluster) => ({ ...cluster, seed, fromSeconds, nowSeconds: ticking ? null : nowSeconds }));
}
